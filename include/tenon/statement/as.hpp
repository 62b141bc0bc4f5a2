// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/row_types.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// A column of a result, whole tables taken apart.
struct flat_column {
    int index = -1;
    sql_type type;
    integer_limits limits;
};

/// The column of a result that bears a field's name.
constexpr flat_column find_flat(const output* outputs, int count, const source_info* sources, std::string_view name) {
    int index = 0;
    for (int i = 0; i < count; ++i) {
        const output& out = outputs[i];
        if (!out.whole) {
            if (same_name(out.name, name)) {
                flat_column found{index, out.type, {}};
                if (out.source >= 0 && out.column >= 0) found.limits = sources[out.source].table->columns[out.column].limits;
                return found;
            }
            ++index;
            continue;
        }
        const table_info& table = *sources[out.source].table;
        for (int k = 0; k < table.column_count; ++k, ++index) {
            const column_info& column = table.columns[k];
            if (column.field != name && !same_name(column.name, name)) continue;
            flat_column found{index, column.type, column.limits};
            found.type.nullable = found.type.nullable || out.type.nullable;
            return found;
        }
    }
    return {};
}

template <class Query>
constexpr flat_column flat_of(std::string_view name) {
    return find_flat(checked<Query>.outputs, checked<Query>.output_count, checked<Query>.sources, name);
}

constexpr void check_field(message& words, const flat_column& found, std::string_view name, const sql_type& wanted) {
    if (!words.empty()) return;
    if (found.index < 0) {
        words << "as(): the statement yields no column ";
        words.name(name);
    } else if (found.type.storage != wanted.storage || found.type.meaning != wanted.meaning) {
        words << "as(): column ";
        words.name(name) << " is " << describe_type(found.type) << ", but the field is " << describe_type(wanted);
    } else if (found.type.nullable && !wanted.nullable) {
        words << "as(): column ";
        words.name(name) << " can be NULL: make the field a std::optional";
    }
}

/// Why the rows of a query can't be read as T, or nothing.
template <class T, class Query>
struct as_refusal {
    static constexpr message sentence = [] {
        message words;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (check_field(words, flat_of<Query>(field_name<T, I>), field_name<T, I>, type_of<field_type<T, I>>), ...);
        }(std::make_index_sequence<field_count<T>>{});
        return words;
    }();
};

template <class T, class Query>
inline constexpr bool reads_as = as_refusal<T, Query>::sentence.empty();

/// Reads T from the columns that bear its fields' names.
template <class T, class Query>
struct as_reading {
    template <class Reader>
    static T read(const Reader& reader) {
        return read_fields(reader, std::make_index_sequence<field_count<T>>{});
    }

private:
    template <class Reader, std::size_t... I>
    static T read_fields(const Reader& reader, std::index_sequence<I...>) {
        return T{read_column<std::remove_cv_t<field_type<T, I>>>(
            reader, std::integral_constant<int, flat_of<Query>(field_name<T, I>).index>::value)...};
    }
};

}  // namespace tenon::inline v0::detail
