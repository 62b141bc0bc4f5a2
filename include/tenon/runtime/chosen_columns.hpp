// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/migrate/sql_text.hpp>
#include <tenon/relations/related_query.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/statement/bind.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/rows.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

inline parameter_place place_for(const column_info& column, int number) {
    return {number, column.type.storage == kind::real, column.limits != integer_limits{}, column.limits,
            column.name};
}

/// Writes some columns of the row with a key; which ones is known only now. `each` calls what it is given
/// with the index and the value of each of them, every time in the same order. False: there is no such row.
template <class T, class Home, class Connection, class Each, class... Keys>
bool write_columns(Connection& connection, const Each& each, const Keys&... keys) {
    constexpr const table_info& table = described<T>::info;
    const attached_table as =
        connection.one_file()
            ? attached_as(Home::in_one_file::attached, Home::in_one_file::attached_count, {&table, {}, 0})
            : attached_table{table.identity, {}};
    std::string text = "UPDATE ";
    text += schema::detail::in_quotes(std::string(as.prefix) += table.name);
    int number = 0;
    const auto add = [&](std::string_view before, int column) {
        (text += before) += schema::detail::in_quotes(table.columns[column].name);
        text += " = ?" + std::to_string(++number);
    };
    each([&](int column, const auto&) { add(number == 0 ? " SET " : ", ", column); });
    if (number == 0) return true;
    const int first_key = number;
    for (std::size_t i = 0; i < sizeof...(Keys); ++i)
        add(i == 0 ? " WHERE " : " AND ", primary_fields<T>::key.columns[i]);
    statement_data data = plain_statement(text);
    data.parameters = static_cast<std::uint16_t>(number);
    auto cursor = connection.lease(data);
    try {
        number = 0;
        const auto bind = [&](int column, const auto& value) {
            ++number;
            bind_argument(cursor, place_for(table.columns[column], number), value, lifetime::outlives);
        };
        each(bind);
        (bind(primary_fields<T>::key.columns[number - first_key], keys), ...);
    } catch (const value_error& refused) {
        raise_described(cursor, refused);
    }
    cursor.step();
    return connection.changes() != 0;
}

template <class T>
concept optional_value = requires(const T& value) {
    value.has_value();
    *value;
};

/// Why a struct's fields can't be what is to be changed in a row of T, or nothing.
template <class T, class Changes>
struct changes_refusal {
    template <std::size_t I>
    static constexpr void check(message& words) {
        if (!words.empty()) return;
        const table_info& table = described<T>::info;
        const int column = find_field(table, field_name<Changes, I>);
        words.name(type_name<Changes>()) << "::" << field_name<Changes, I>;
        const message named = words;
        words = {};
        if (column < 0) {
            (words << named.view() << ": there is no such column in ").name(table.name);
            suggestion nearest(field_name<Changes, I>);
            for (int i = 0; i < table.column_count; ++i) nearest.consider(table.columns[i].name);
            if (!nearest.best().empty()) (words << "; did you mean ").name(nearest.best()) << "?";
        } else if (table.columns[column].generated) {
            words << named.view() << " is computed by the database";
        } else if (primary_fields<T>::key.has(column)) {
            words << named.view() << " is part of the key, which names the row that is changed";
        } else if constexpr (!optional_value<field_type<Changes, I>>) {
            words << named.view() << " is no std::optional: one without a value leaves the column as it is";
        } else {
            using value = std::remove_cvref_t<decltype(*std::declval<field_type<Changes, I>&>())>;
            if constexpr (!column_type<value>) {
                words << named.view() << " can't be stored: its type has no codec";
            } else {
                constexpr sql_type given = type_of<value>;
                if (given.storage != table.columns[column].type.storage)
                    words << named.view() << " is of another type than the column";
                else if (given.nullable && !table.columns[column].type.nullable)
                    words << named.view() << " may be NULL, but the column may not";
            }
        }
    }

    static constexpr message sentence = [] {
        message words;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (check<I>(words), ...);
        }(std::make_index_sequence<field_count<Changes>>{});
        return words;
    }();
};

template <class T, class Changes>
constexpr bool accept_changes() {
    constexpr bool fits = changes_refusal<T, Changes>::sentence.empty();
    if constexpr (!fits) static_assert(accept<changes_refusal<T, Changes>>());
    return fits;
}

/// Calls `visit` with the columns whose fields in `changes` have a value.
template <class T, class Changes, class Visit>
void visit_given(const Changes& changes, const Visit& visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto look = [&](int column, const auto& value) {
            if (value.has_value()) visit(column, *value);
        };
        (look(find_field(described<T>::info, field_name<Changes, I>), field<I>(changes)), ...);
    }(std::make_index_sequence<field_count<Changes>>{});
}

template <class Value>
bool differs(const Value& before, const Value& after) {
    if constexpr (requires { before == after; })
        return !(before == after);
    else
        return true;
}

/// Calls `visit` with the columns that differ in two structs, but those that the database computes.
template <class T, class Visit>
void visit_changed(const T& before, const T& after, const Visit& visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((described<T>::columns[I].generated || !differs(field<I>(before), field<I>(after))
              ? void()
              : visit(static_cast<int>(I), field<I>(after))),
         ...);
    }(std::make_index_sequence<field_count<T>>{});
}

}  // namespace tenon::inline v0::detail
