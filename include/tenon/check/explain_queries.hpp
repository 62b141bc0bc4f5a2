// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/check/explain_types.hpp>
#include <tenon/meta/message.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

constexpr void explain_widths(message& words, const tree& t) {
    switch (t.nodes[t.failure.node].code) {
    case op::rows: words << "the query yields another number of columns than the INSERT names"; break;
    case op::row: words << "the rows of VALUES have different numbers of values"; break;
    case op::page_after: words << "page_after() takes one value for each term of ORDER BY"; break;
    default: words << "the parts of UNION, INTERSECT and EXCEPT yield different numbers of columns";
    }
}

/// Says what is wrong with aggregates, windows and queries inside, if that is it.
constexpr bool explain_queries(message& words, const tree& t) {
    const problem& bad = t.failure;
    switch (bad.kind) {
    case problem_kind::not_one_column: words << "a query that stands for a value yields one column"; break;
    case problem_kind::differing_widths: explain_widths(words, t); break;
    case problem_kind::differing_columns:
        words << "column ";
        words.name(bad.name) << " is " << describe_type(bad.left) << " in one part and "
                             << describe_type(bad.right) << " in another";
        break;
    case problem_kind::differing_structs:
        words << "the structs of ";
        words.name(bad.name) << " differ in column ";
        words.name(bad.other) << ": list the columns";
        break;
    case problem_kind::cte_width:
        words.name(bad.name) << " of WITH names another number of columns than its query yields";
        break;
    case problem_kind::misplaced_recursion:
        words.name(bad.name)
            << " of WITH RECURSIVE is read once, in FROM behind UNION or UNION ALL, where no rows "
               "are combined";
        break;
    case problem_kind::unnamed_column:
        words << "a column of ";
        words.name(bad.name) << " has no name: give it one by " << (t.from_text ? "AS" : "as<\"...\">()");
        break;
    case problem_kind::compound_order:
        words << "ORDER BY of several SELECTs takes names of results";
        if (!t.from_text) words << ", as in \"column\"_c";
        break;
    case problem_kind::order_not_unique:
        words << "page_after() needs an ORDER BY that tells all rows apart: let it end in a key of the first "
                 "table";
        break;
    case problem_kind::optional_order:
        words << "page_after(): ";
        describe_node(words, t, bad.node);
        words << " can be NULL, which is neither before nor after a value: order by coalesce()";
        break;
    case problem_kind::not_grouped:
        if (bad.name.empty())
            words << "`*` can't stand beside GROUP BY or an aggregate: list the grouped columns";
        else
            words.name(bad.name) << " is neither in GROUP BY nor inside an aggregate";
        break;
    case problem_kind::misplaced_filter: words << "FILTER belongs to an aggregate"; break;
    case problem_kind::misplaced_over: words << "OVER belongs to an aggregate or window function"; break;
    case problem_kind::range_order:
        words << "RANGE with a distance needs one term in the window's ORDER BY";
        break;
    case problem_kind::empty_frame: words << "a window's frame can't end before it begins"; break;
    case problem_kind::outer_aggregate:
        words << bad.name << "() combines rows of the query around it: move it there";
        break;
    default: return false;
    }
    return true;
}

}  // namespace tenon::inline v0::detail
