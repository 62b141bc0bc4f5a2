// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/clauses.hpp>
#include <tenon/reflect/fields.hpp>

#include <cstddef>
#include <utility>

namespace tenon::inline v0::detail {

/// SET from the optional fields of a struct: `column = COALESCE(:column, column)`.
template <class T>
struct given_values : clause_base {
    static constexpr tally optional_fields = []<std::size_t... I>(std::index_sequence<I...>) {
        return (tally{} + ... + (is_optional<std::remove_cv_t<field_type<T, I>>> ? 1 : 0));
    }(std::make_index_sequence<field_count<T>>{});

    enum : tally { size = (4 * optional_fields + 2) * one_node + optional_fields * one_parameter, reach = 0 };

    static constexpr void lower_clause(tree& t, sibling_list& clauses) {
        const int marker = t.enter(op::set);
        sibling_list assignments;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (add<I>(t, assignments), ...);
        }(std::make_index_sequence<field_count<T>>{});
        const int clause = assignments.close(t, op::set);
        t.nodes[clause].begin = static_cast<std::int16_t>(marker);
        clauses.add(t, clause);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

private:
    template <std::size_t I>
    static constexpr void add(tree& t, sibling_list& assignments) {
        if constexpr (is_optional<std::remove_cv_t<field_type<T, I>>>) {
            const int given = t.leaf(op::placeholder, field_name<T, I>);
            const int call = t.binary(op::call, given, t.leaf(op::column, field_name<T, I>));
            t.nodes[call].text = "COALESCE";
            const int assign = t.unary(op::assign, call);
            t.nodes[assign].text = field_name<T, I>;
            assignments.add(t, assign);
        }
    }
};

}  // namespace tenon::inline v0::detail
