// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>
#include <tenon/types/lifetime.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0 {

/// Binds `value` to the placeholder `parameter`, counted as the statement counts; `std::nullopt` as NULL.
/// Text and bytes that the codec only views are bound with `keep`, what it makes for the purpose is always
/// copied. Throws `value_error` for what can't be stored, such as a NaN.
template <class T, class Statement>
[[gnu::always_inline]] inline void bind_value(Statement& statement, int parameter, const T& value,
                                              [[maybe_unused]] lifetime keep) {
    if constexpr (std::is_same_v<T, std::nullopt_t>) {
        statement.bind_null(parameter);
    } else if constexpr (is_optional<T>) {
        if (value)
            bind_value(statement, parameter, *value, keep);
        else
            statement.bind_null(parameter);
    } else {
        const auto encoded = codec<T>::encode(value);
        using encoded_type = std::remove_const_t<decltype(encoded)>;
        if constexpr (codec<T>::storage == kind::boolean || codec<T>::storage == kind::integer) {
            statement.bind_integer(parameter, static_cast<std::int64_t>(encoded));
        } else if constexpr (codec<T>::storage == kind::real) {
            statement.bind_real(parameter, static_cast<double>(encoded));
        } else if constexpr (codec<T>::storage == kind::text) {
            constexpr bool view = std::is_same_v<encoded_type, std::string_view>;
            statement.bind_text(parameter, std::string_view(encoded), view ? keep : lifetime::copied);
        } else {
            constexpr bool view = std::is_same_v<encoded_type, std::span<const std::byte>>;
            statement.bind_blob(parameter, std::span<const std::byte>(encoded),
                                view ? keep : lifetime::copied);
        }
    }
}

}  // namespace tenon::inline v0
