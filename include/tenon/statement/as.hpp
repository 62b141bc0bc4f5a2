// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/explain.hpp>
#include <tenon/statement/row.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// Looks through the columns of a row type, whole tables taken apart, for the one that bears a field's name.
struct column_search {
    std::string_view name;
    suggestion* nearest = nullptr;  // considers the columns' names
    int column = 0;                 // that comes next
    int found = -1;
    bool ambiguous = false;
    sql_type type{};

    constexpr void consider(bool matches, std::string_view as, const sql_type& candidate) {
        if (nearest != nullptr) nearest->consider(as);
        if (matches) {
            ambiguous = found >= 0;
            found = column;
            type = candidate;
        }
        ++column;
    }

    template <class T>
    constexpr void consider_struct() {
        const table_info& table = described<value_of<T>>::info;
        for (int i = 0; i < table.column_count; ++i) {
            sql_type candidate = table.columns[i].type;
            candidate.nullable = candidate.nullable || is_optional<T>;
            consider(table.columns[i].field == name || same_name(table.columns[i].name, name),
                     table.columns[i].field, candidate);
        }
    }

    template <class Cell>
    constexpr void consider_cell() {
        if constexpr (column_type<typename Cell::type>)
            consider(names_cell(Cell::name(), name), unqualified(Cell::name()), type_of<typename Cell::type>);
        else
            consider_struct<typename Cell::type>();
    }
};

template <class Row>
struct columns_of_row {
    static constexpr void search(column_search& in) { in.consider_struct<Row>(); }
};

template <class... T>
struct columns_of_row<std::tuple<T...>> {
    static constexpr void search(column_search& in) { (in.consider_struct<T>(), ...); }
};

template <class... Cells>
struct columns_of_row<row<Cells...>> {
    static constexpr void search(column_search& in) { (in.consider_cell<Cells>(), ...); }
};

template <class Row>
constexpr column_search find_column(std::string_view name, suggestion* nearest = nullptr) {
    column_search search{name, nearest};
    columns_of_row<Row>::search(search);
    return search;
}

template <class Row>
constexpr void check_field(message& words, std::string_view name, const sql_type& wanted) {
    if (!words.empty()) return;
    const column_search search = find_column<Row>(name);
    if (search.found < 0) {
        words << "as(): the statement yields no column ";
        words.name(name);
        suggestion nearest(name);
        find_column<Row>(name, &nearest);
        suggest(words, nearest);
    } else if (search.ambiguous) {
        words << "as(): several columns are called ";
        words.name(search.name) << ": name the results by as<\"...\">()";
    } else if (search.type.storage != wanted.storage || search.type.meaning != wanted.meaning) {
        words << "as(): column ";
        words.name(name) << " is " << describe_type(search.type) << ", but the field is "
                         << describe_type(wanted);
    } else if (search.type.nullable && !wanted.nullable) {
        words << "as(): column ";
        words.name(name) << " can be NULL: make the field a std::optional";
    }
}

/// Why rows of one type can't be read as T, or nothing.
template <class T, class Row>
struct as_refusal {
    static constexpr message sentence = [] {
        message words;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (check_field<Row>(words, field_name<T, I>, type_of<field_type<T, I>>), ...);
        }(std::make_index_sequence<field_count<T>>{});
        return words;
    }();
};

template <class T, class Row>
inline constexpr bool reads_as = as_refusal<T, Row>::sentence.empty();

/// Reads T from the columns that bear its fields' names.
template <class T, class Row>
struct as_reading {
    template <class Reader>
    static T read(const Reader& reader) {
        return read_fields(reader, std::make_index_sequence<field_count<T>>{});
    }

private:
    template <std::size_t I>
    static constexpr int column = find_column<Row>(field_name<T, I>).found;

    template <class Reader, std::size_t... I>
    static T read_fields(const Reader& reader, std::index_sequence<I...>) {
        return T{read_column<std::remove_cv_t<field_type<T, I>>>(reader, column<I>)...};
    }
};

}  // namespace tenon::inline v0::detail
