// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/schema/find_field.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

/// Names that arguments bear.
template <fixed_string... Names>
struct name_list {
    static constexpr std::size_t count = sizeof...(Names);

    template <class T>
    static constexpr bool gives(const table_info& table, int column) {
        return ((find_field(table, Names.view()) == column) || ...);
    }

    static constexpr std::array<std::string_view, count> names() { return {named<Names>...}; }

private:
    template <fixed_string Name>
    static constexpr std::string_view named = Name.view();
};

/// Names that a struct's fields bear; of the table's own struct, what is computed is left to the database,
/// and so is a single integer key unless it was asked for.
template <class Struct, bool WithKey>
struct field_list {
    static constexpr std::size_t count = field_count<Struct>;

    template <class T>
    static constexpr bool gives(const table_info& table, int column) {
        const bool by_database = table.columns[column].generated || (!WithKey && column == table.integer_key);
        if (std::is_same_v<T, Struct> && by_database) return false;
        for (const std::string_view name : names())
            if (find_field(table, name) == column) return true;
        return false;
    }

    static constexpr std::array<std::string_view, count> names() {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<std::string_view, count>{field_name<Struct, I>...};
        }(std::make_index_sequence<count>{});
    }
};

/// The values of an INSERT whose columns follow from its arguments, in the table's order.
template <class T, class Names>
struct implied_values : clause_base {
    enum : tally { size = (2 * Names::count + 2) * one_node + Names::count * one_parameter, reach = 0 };

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const table_info& table = table_info_of<T>();
        const int marker = t.enter(op::values);
        sibling_list assignments;
        for (int column = 0; column < table.column_count; ++column)
            if (Names::template gives<T>(table, column))
                add(t, assignments, table.columns[column].name, table.columns[column].field);
        // What is no column is for the checker to refuse, before it misses the one that was meant.
        for (const std::string_view name : Names::names())
            if (find_field(table, name) < 0) add(t, assignments, name, name);
        const int clause = assignments.close(t, op::values);
        t.nodes[clause].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, clause);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

private:
    static constexpr void add(tree& t, sibling_list& assignments, std::string_view column,
                              std::string_view name) {
        const int assign = t.unary(op::assign, t.leaf(op::placeholder, name));
        t.nodes[assign].text = column;
        assignments.add(t, assign);
    }
};

}  // namespace tenon::inline v0::detail
