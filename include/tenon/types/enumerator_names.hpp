// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/types/sql_type.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

struct enumerator {
    std::int64_t value = 0;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

template <class E, E... V>
constexpr const char* spell_enumerators() {
    return __PRETTY_FUNCTION__;
}

template <class E, std::int64_t Least, std::size_t... I>
constexpr std::string_view spell_range(std::index_sequence<I...>) {
    // Looking a name up makes clang instantiate an enum that is a member of a template; until then it has no
    // names.
    (void) requires { E::tenon_looks_here; };
    return spell_enumerators<E, static_cast<E>(Least + static_cast<std::int64_t>(I))...>();
}

/// The place of an enumerator's name in its spelling, `scope::name`; of size 0 for `(scope)5`, a value
/// without a name.
constexpr enumerator cut_name(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t first = end;
    while (first != begin && is_identifier_char(text[first - 1])) --first;
    const bool nameless = text[begin] == '(' && (text[first - 1] == ')' || text[first - 1] == '-');
    return {0, static_cast<std::uint32_t>(first), nameless ? 0 : static_cast<std::uint32_t>(end - first)};
}

template <std::size_t Count>
struct spelled_enumerators {
    enumerator found[Count]{};
    std::size_t size = 0;
    std::size_t bytes = 0;
};

/// Where an element of the list at `begin` ends: at the comma or the closing bracket behind it.
constexpr std::size_t end_of_element(std::string_view text, std::size_t begin) {
    int depth = 0;
    for (std::size_t i = begin;; ++i) {
        const char c = text[i];
        if (is_identifier_char(c) || c == ':') continue;
        if (depth == 0 && (c == ',' || c == '}' || c == '>')) return i;
        if (c == '(' || c == '<' || c == '{' || c == '[') ++depth;
        if (c == ')' || c == '>' || c == '}' || c == ']') --depth;
        if (c == '\'') i = text.find('\'', i + (text[i + 1] == '\\' ? 3 : 2));
    }
}

/// Splits what compilers print for the values, `… V = {a, (scope)1, b}]`, at its outer commas.
template <std::size_t Count>
constexpr spelled_enumerators<Count> split_enumerators(std::string_view text, std::int64_t least) {
    spelled_enumerators<Count> names;
    std::size_t begin = text.find("V = ") + 5;
    // The size of `(scope)`, once known: most values are nameless, and are skipped without a closer look.
    std::size_t scope = 0;
    for (std::size_t i = 0; i < Count; ++i) {
        std::size_t end = begin + scope;
        if (scope != 0 && end < text.size() && text[begin] == '(' && text[end - 1] == ')' &&
            (text[end] == '-' || is_digit(text[end]))) {
            do ++end;
            while (is_digit(text[end]));
        } else {
            end = end_of_element(text, begin);
            enumerator name = cut_name(text, begin, end);
            if (name.size != 0) {
                name.value = least + static_cast<std::int64_t>(i);
                names.found[names.size++] = name;
                names.bytes += name.size;
            } else {
                scope = name.begin - begin - (text[name.begin - 1] == '-' ? 1 : 0);
            }
        }
        begin = end + 2;
    }
    return names;
}

/// The named values of an enum and their names, which stand in one string.
template <std::size_t Size, std::size_t Bytes>
struct enumerator_table {
    enumerator entries[Size]{};
    char text[Bytes + 1]{};

    /// The name of a value; empty if it has none.
    constexpr std::string_view name_of(std::int64_t value) const {
        for (const enumerator& entry : entries)
            if (entry.value == value) return {text + entry.begin, entry.size};
        return {};
    }

    /// The place in `entries` of the enumerator of this very name; `Size` if there is none.
    constexpr std::size_t find(std::string_view name) const {
        std::size_t i = 0;
        while (i != Size && std::string_view(text + entries[i].begin, entries[i].size) != name) ++i;
        return i;
    }
};

template <class E, std::int64_t Least, std::int64_t Most>
constexpr auto tabulate_enumerators() {
    constexpr std::size_t count = static_cast<std::size_t>(Most - Least) + 1;
    constexpr std::string_view spelled = spell_range<E, Least>(std::make_index_sequence<count>{});
    constexpr spelled_enumerators<count> names = split_enumerators<count>(spelled, Least);
    static_assert(names.size != 0, "no enumerator of this enum lies within tenon::enum_range: specialise it");
    enumerator_table<names.size == 0 ? 1 : names.size, names.bytes> table;
    std::uint32_t used = 0;
    for (std::size_t i = 0; i < names.size; ++i) {
        const enumerator& name = names.found[i];
        table.entries[i] = {name.value, used, name.size};
        for (std::size_t c = 0; c < name.size; ++c) table.text[used + c] = spelled[name.begin + c];
        used += name.size;
    }
    return table;
}

/// The enumerators of E from Least to Most in ascending order; of two names of one value, the first declared.
template <class E, std::int64_t Least, std::int64_t Most>
inline constexpr auto enumerators_of = tabulate_enumerators<E, Least, Most>();

}  // namespace tenon::inline v0::detail
