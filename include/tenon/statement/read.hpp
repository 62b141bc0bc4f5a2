// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/reflect/fields.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/types/read.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// How many columns a value of a row takes: one, or as many as the struct of a whole table has fields.
template <class T>
constexpr int count_columns() {
    if constexpr (column_type<T>)
        return 1;
    else
        return static_cast<int>(field_count<value_of<T>>);
}

template <class T>
inline constexpr int output_width = count_columns<T>();

// Inlined always, as `read_output` is, so that the reader sees which column it is asked for.
template <class T, class Reader, std::size_t... I>
[[gnu::always_inline]] inline T read_struct(const Reader& reader, int column, std::index_sequence<I...>) {
    return T{read_column<std::remove_cv_t<field_type<T, I>>>(reader, column + static_cast<int>(I))...};
}

// The other side of an outer join is absent when a column that is never NULL is; of a table without such a
// column, when all of its columns are NULL.
template <class T, class Reader>
bool is_absent(const Reader& reader, int column) {
    const table_info& table = described<T>::info;
    for (int i = 0; i < table.column_count; ++i)
        if (!table.columns[i].type.nullable) return reader.is_null(column + i);
    for (int i = 0; i < table.column_count; ++i)
        if (!reader.is_null(column + i)) return false;
    return true;
}

/// Reads a column, or the columns of a whole struct, in place.
template <class T, class Reader>
[[gnu::always_inline]] inline T read_output(const Reader& reader, int column) {
    using value = value_of<T>;
    if constexpr (column_type<T>) {
        return read_column<T>(reader, column);
    } else if constexpr (is_optional<T>) {
        if (is_absent<value>(reader, column)) return std::nullopt;
        return read_struct<value>(reader, column, std::make_index_sequence<field_count<value>>{});
    } else {
        return read_struct<T>(reader, column, std::make_index_sequence<field_count<T>>{});
    }
}

template <class Row>
struct row_reading {
    template <class Reader>
    [[gnu::always_inline]] static Row read(const Reader& reader) {
        if constexpr (std::is_constructible_v<Row, const Reader&>)
            return Row(reader);
        else
            return read_whole(reader);
    }

private:
    // Flat: where a unit has many rows, compilers would call the constructor of each string.
    template <class Reader>
    [[gnu::flatten]] static Row read_whole(const Reader& reader) {
        return read_output<Row>(reader, 0);
    }
};

template <class... T>
struct row_reading<std::tuple<T...>> {
    template <class Reader>
    static std::tuple<T...> read(const Reader& reader) {
        int column = 0;
        return std::tuple<T...>{read_next<T>(reader, column)...};
    }

private:
    template <class U, class Reader>
    static U read_next(const Reader& reader, int& column) {
        const int at = column;
        column += output_width<U>;
        return read_output<U>(reader, at);
    }
};

}  // namespace tenon::inline v0::detail
