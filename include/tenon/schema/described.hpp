// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/schema/find_field.hpp>
#include <tenon/schema/table.hpp>
#include <tenon/schema/validate.hpp>
#include <tenon/schema/validate_results.hpp>
#include <tenon/schema/view_syntax.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

// What can be bound but not read back, such as a `const char*`, is no column.
template <class Field>
inline constexpr sql_type column_type_of = column_type<value_of<Field>> ? type_of<Field> : sql_type{};

template <class T, std::size_t... I>
constexpr auto make_columns(std::index_sequence<I...>) {
    return std::array<column_info, sizeof...(I)>{column_info{field_name<T, I>, field_name<T, I>,
                                                             column_type_of<field_type<T, I>>,
                                                             limits_of<field_type<T, I>>}...};
}

// Only counted: what a description gets wrong is said by `validate`.
constexpr int count_keys(const constraint* constraints, std::size_t count) {
    int keys = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const constraint& c = constraints[i];
        const bool unique_index = c.kind == constraint_kind::index && c.unique && c.text.empty();
        if (c.kind == constraint_kind::primary_key || c.kind == constraint_kind::unique || unique_index)
            ++keys;
    }
    return keys;
}

constexpr key_info make_key(const table_info& table, const constraint& c) {
    key_info key;
    key.primary = c.kind == constraint_kind::primary_key;
    for (int i = 0; i < c.size; ++i) {
        const int column = find_field(table, c.columns[i]);
        if (column < 0) {  // an index over an expression is no key of columns
            key.size = 0;
            break;
        }
        key.columns[key.size++] = static_cast<std::int16_t>(column);
    }
    return key;
}

constexpr int find_integer_key(const table_info& table) {
    for (int k = 0; k < table.key_count; ++k)
        if (table.keys[k].primary && table.keys[k].size == 1 &&
            table.columns[table.keys[k].columns[0]].type.storage == kind::integer)
            return table.keys[k].columns[0];
    return -1;
}

template <class T>
constexpr const table_info* target_info();

template <class... Targets>
constexpr auto resolve_targets(const table_description<Targets...>& description) {
    auto constraints = description.constraints;
    const table_info* const targets[] = {nullptr, target_info<Targets>()...};
    for (std::size_t i = 0; i < sizeof...(Targets); ++i) constraints[i].target = targets[i + 1];
    return constraints;
}

/// The values that describe T's table, made once per struct.
template <class T>
struct described {
    static constexpr std::string_view name = table_of<T>.name;
    static constexpr std::size_t constraint_count = table_of<T>.constraints.size();

    static constexpr auto columns = [] {
        auto result = make_columns<T>(std::make_index_sequence<field_count<T>>{});
        for (const constraint& c : table_of<T>.constraints)
            for (column_info& column : result) {
                if (c.size == 0 || column.field != c.columns[0]) continue;
                if (c.kind == constraint_kind::column && !c.name.empty()) column.name = c.name;
                if (c.kind == constraint_kind::column) column.collation = c.text;
            }
        const table_info named{name, 0, result.data(), static_cast<std::int16_t>(result.size())};
        for (const constraint& c : table_of<T>.constraints)
            if (c.kind == constraint_kind::default_value || c.kind == constraint_kind::generated)
                if (const int index = find_field(named, c.columns[0]); index >= 0) {
                    column_info& column = result[static_cast<std::size_t>(index)];
                    (c.kind == constraint_kind::generated ? column.generated : column.has_default) = true;
                }
        return result;
    }();

    static constexpr table_info without_keys = [] {
        table_info result{name, hash_of(spell_type<T>()), columns.data(),
                          static_cast<std::int16_t>(columns.size())};
        result.kind = table_of<T>.kind;
        return result;
    }();

    static constexpr int rowid = find_rowid(without_keys);
    static constexpr int key_count =
        count_keys(table_of<T>.constraints.data(), constraint_count) + (rowid >= 0 ? 1 : 0);

    static constexpr auto keys = [] {
        std::array<key_info, key_count == 0 ? 1 : key_count> result{};
        std::size_t next = 0;
        for (const constraint& c : table_of<T>.constraints)
            if (count_keys(&c, 1) == 1) result[next++] = make_key(without_keys, c);
        if (rowid >= 0) result[next] = {{static_cast<std::int16_t>(rowid)}, 1, true};
        return result;
    }();

    static constexpr table_info info = [] {
        table_info result = without_keys;
        result.keys = keys.data();
        result.key_count = key_count;
        result.integer_key = static_cast<std::int16_t>(find_integer_key(result));
        result.strict = result.kind == table_kind::table;
        result.read_only = result.kind == table_kind::view;
        for (const constraint& c : table_of<T>.constraints) {
            if (c.kind == constraint_kind::without_rowid) result.integer_key = -1;
            if (c.kind == constraint_kind::not_strict) result.strict = false;
            if (c.kind == constraint_kind::content) result.read_only = true;
        }
        return result;
    }();

    // Its type is written out so that it is made only when it is used: tables refer to each other, and to
    // themselves.
    static constexpr std::remove_const_t<decltype(table_of<T>.constraints)> constraints =
        resolve_targets(table_of<T>);
};

template <class T>
constexpr const table_info* target_info() {
    if constexpr (std::is_void_v<T>)
        return nullptr;
    else
        return &described<T>::info;
}

inline constexpr table_info no_table;

/// Why T is no table, or nothing.
template <class T>
struct table_refusal {
    static constexpr message sentence = [] {
        message words;
        if constexpr (!is_described<T>) {
            words.name(type_name<T>()) << " describes no table: give it a `static constexpr auto table = "
                                          "tenon::table(...)` or specialise tenon::table_of";
        } else if constexpr (!reflection_refusal<T>::sentence.empty()) {
            words = reflection_refusal<T>::sentence;
        } else if constexpr (field_count<T> == 0) {
            words.name(type_name<T>()) << " has no fields: a table needs a column";
        } else {
            validate(words, described<T>::info, described<T>::constraints.data(),
                     described<T>::constraint_count);
            if constexpr (table_of<T>.kind == table_kind::view && table_of<T>.result_count == 0)
                if (words.empty()) words = view_syntax<T>::refusal(described<T>::info);
            if (words.empty())
                validate_results(words, described<T>::info, table_of<T>.results, table_of<T>.result_count);
        }
        return words;
    }();
};

template <class T>
inline constexpr bool valid_table = table_refusal<T>::sentence.empty();

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The table of struct T as values; a wrong description fails to compile with a sentence.
template <class T>
constexpr const table_info& table_info_of() {
    static_assert(detail::accept<detail::table_refusal<T>>());
    if constexpr (detail::valid_table<T>)
        return detail::described<T>::info;
    else
        return detail::no_table;
}

}  // namespace tenon::inline v0
