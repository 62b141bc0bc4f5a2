// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

template <class T>
constexpr std::string_view spell_type() {
    return __PRETTY_FUNCTION__;
}

/// A type's name as compilers spell it, without its namespaces: for messages only, it differs between
/// compilers.
template <class T>
constexpr std::string_view type_name() {
    std::string_view name = spell_type<T>();
    const std::size_t begin = name.find("T = ") + 4;
    std::size_t end = name.find(';', begin);
    if (end == std::string_view::npos) end = name.size() - 1;
    name = name.substr(begin, end - begin);
    const std::string_view outer = name.substr(0, name.find('<'));
    if (const std::size_t scope = outer.rfind("::"); scope != std::string_view::npos)
        name.remove_prefix(scope + 2);
    return name;
}

}  // namespace tenon::inline v0::detail
