// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/check/functions.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/suggestion.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// A type in words: a domain's name, or its storage's.
constexpr std::string_view describe_type(const sql_type& type) {
    return type.meaning != nullptr ? type.meaning->name : storage_name(type.storage);
}

constexpr void describe_node(message& words, const tree& t, int index) {
    const node& n = t[index];
    switch (n.code) {
    case op::column:
        words << "`";
        if (!n.qualifier.empty()) words << n.qualifier << ".";
        words << n.text << "`";
        return;
    case op::placeholder: words << "`:" << n.text << "`"; return;
    case op::literal: words << n.text; return;
    case op::call: words << n.text << "()"; return;
    case op::captured: words << "the value"; return;
    default: words << "the expression";
    }
}

constexpr void suggest(message& words, const suggestion& nearest) {
    if (!nearest.best().empty()) (words << "; did you mean ").name(nearest.best()) << "?";
}

constexpr void suggest_column(message& words, const tree& t, std::string_view misspelt, int only_source) {
    suggestion nearest(misspelt);
    for (int s = 0; s < t.source_count; ++s)
        for (int i = 0; i < t.sources[s].table->column_count && (only_source < 0 || s == only_source); ++i)
            nearest.consider(t.sources[s].table->columns[i].name);
    suggest(words, nearest);
}

constexpr void explain_unknown_column(message& words, const tree& t) {
    const int from = t[t.failure.node].source;
    if (from >= 0)
        (words << "table ").name(t.sources[from].table->name) << " has no column ";
    else
        words << "no table of this statement has a column ";
    words.name(t.failure.name);
    suggest_column(words, t, t.failure.name, from);
}

constexpr void explain_unknown_source(message& words, const tree& t) {
    const problem& bad = t.failure;
    words << "`" << bad.name << "." << bad.other << "`: no table or alias here is called ";
    words.name(bad.name);
    suggestion nearest(bad.name);
    for (int s = 0; s < t.source_count; ++s)
        if (!t.sources[s].excluded) nearest.consider(t.sources[s].name);
    if (nearest.best().empty() && t.source_count == 1)
        nearest = suggestion(t.sources[0].name), nearest.consider(t.sources[0].name);
    suggest(words, nearest);
}

constexpr bool is_arithmetic(op code) { return code >= op::add && code <= op::modulo; }

constexpr void explain_operands(message& words, const tree& t) {
    const problem& bad = t.failure;
    const node& n = t[bad.node];
    describe_node(words, t, n.first);
    words << " (" << describe_type(bad.left) << ") and ";
    describe_node(words, t, bad.operand);
    words << " (" << describe_type(bad.right) << ") can't be ";
    if (n.code == op::call)
        words << "arguments of one " << n.text << "()";
    else
        words << (is_arithmetic(n.code) ? "combined" : "compared");
    words << ": their types differ";
}

constexpr void explain_null(message& words, const tree& t) {
    const node& n = t[t.failure.node];
    if (n.code == op::call) {
        words << "NULL is no use as an argument of " << n.text << "()";
        return;
    }
    words << "a comparison of ";
    describe_node(words, t, t.failure.operand);
    words << " with NULL is never true: use is_null() or is_not_null()";
}

// Under which alias the table is there, if it is.
constexpr void explain_missing_table(message& words, const tree& t) {
    const node& n = t[t.failure.node];
    words << "column ";
    words.name(n.text) << " belongs to table ";
    words.name(t.failure.name) << ", which is not part of the statement";
    if (n.qualifier.empty()) return;
    words << " as ";
    words.name(n.qualifier);
    for (int s = 0; s < t.source_count; ++s)
        if (t.sources[s].table->identity == n.table->identity) {
            words << ", but as ";
            words.name(t.sources[s].name);
            return;
        }
}

constexpr void explain_unknown_table(message& words, const tree& t) {
    words << "there is no table or part of WITH called ";
    words.name(t.failure.name);
    suggestion nearest(t.failure.name);
    for (int i = 0; i < t.shape_count; ++i) nearest.consider(t.shapes[i].table.name);
    suggest(words, nearest);
}

constexpr void explain_widths(message& words, const tree& t) {
    switch (t[t.failure.node].code) {
    case op::rows: words << "the query yields another number of columns than the INSERT names"; break;
    case op::row: words << "the rows of VALUES have different numbers of values"; break;
    case op::page_after: words << "page_after() takes one value for each term of ORDER BY"; break;
    default: words << "the parts of UNION, INTERSECT and EXCEPT yield different numbers of columns";
    }
}

constexpr void explain_conflict_target(message& words, const tree& t) {
    words << "ON CONFLICT: no primary_key or unique of ";
    words.name(t.failure.other) << " consists of ";
    for (int i = t.failure.node; i >= 0; i = t[i].next) {
        if (i != t.failure.node) words << ", ";
        words.name(t[i].text);
    }
}

constexpr void explain_wanted(message& words, const tree& t, std::string_view wanted) {
    describe_node(words, t, t.failure.node);
    words << " is " << describe_type(t.failure.left) << ", where " << wanted << " is wanted";
}

constexpr std::string_view argument_hint(std::string_view function) {
    return same_name(function, "COUNT") ? "use count() for all rows" : "see its parameters";
}

/// The sentence for the first problem of a checked tree; empty if there is none.
constexpr message explain(const tree& t) {
    const problem& bad = t.failure;
    message words;
    switch (bad.kind) {
    case problem_kind::none:
    case problem_kind::refused_table: break;
    case problem_kind::too_large: words << "the statement is too large"; break;
    case problem_kind::too_deep: words << "the statement nests deeper than 200"; break;
    case problem_kind::unexpected_text:
        words << "found ";
        words.name(bad.name) << " where " << bad.other << " was expected";
        break;
    case problem_kind::unexpected_character: words.name(bad.name) << " is no part of SQL"; break;
    case problem_kind::unterminated: words << bad.name << " has no end"; break;
    case problem_kind::positional_placeholder: words << "`?` has no name: write `:name`"; break;
    case problem_kind::no_sources: words.name(bad.name) << " needs a table: the statement has no FROM"; break;
    case problem_kind::doubled_alias:
        words << "two tables of the statement are called ";
        words.name(bad.name) << ": give one an alias";
        break;
    case problem_kind::unknown_source: explain_unknown_source(words, t); break;
    case problem_kind::unknown_table: explain_unknown_table(words, t); break;
    case problem_kind::not_on_both_sides:
        words << "USING: ", words.name(bad.name) << " is not a column of both sides of the join";
        break;
    case problem_kind::unknown_window:
        words << "there is no window ", words.name(bad.name)
                                            << ": define it by window<\"" << bad.name << "\">(...)";
        break;
    case problem_kind::doubled_window: words << "two windows are called ", words.name(bad.name); break;
    case problem_kind::unknown_column: explain_unknown_column(words, t); break;
    case problem_kind::ambiguous_column:
        words.name(bad.name) << " is a column of several tables: say which, as in `" << bad.other << "."
                             << bad.name << "`";
        break;
    case problem_kind::missing_table: explain_missing_table(words, t); break;
    case problem_kind::ambiguous_table:
        words << "table ";
        words.name(bad.name) << " stands in the statement more than once: say which, as in c<..., \""
                             << bad.other << "\">";
        break;
    case problem_kind::unknown_function: {
        words << "there is no function ";
        words.name(bad.name);
        suggestion nearest(bad.name);
        for (const function_info& f : functions) nearest.consider(f.name);
        suggest(words, nearest);
        break;
    }
    case problem_kind::unknown_collation:
        words << "there is no collation ";
        words.name(bad.name) << ": BINARY, NOCASE and RTRIM are built in";
        break;
    case problem_kind::doubled_result: words << "two results are called ", words.name(bad.name); break;
    case problem_kind::mismatched_types: explain_operands(words, t); break;
    case problem_kind::not_numeric: explain_wanted(words, t, "a number"); break;
    case problem_kind::not_text: explain_wanted(words, t, "text"); break;
    case problem_kind::not_condition: explain_wanted(words, t, "a condition"); break;
    case problem_kind::not_integer:
        describe_node(words, t, bad.node);
        words << " is " << describe_type(bad.left) << ", but " << bad.name << " takes an integer";
        break;
    case problem_kind::compared_with_null: explain_null(words, t); break;
    case problem_kind::untyped_placeholder:
        words << "the type of `:" << bad.name
              << "` does not follow from where it stands: compare it with a column";
        break;
    case problem_kind::bad_placeholder_name:
        words << "`:" << bad.name << "` is no name for a placeholder: use letters, digits and _";
        break;
    case problem_kind::compared_with_optional:
        words << "a value that may be NULL equals nothing then: compare by is_not_distinct_from()";
        break;
    case problem_kind::placeholder_conflict:
        words << "`:" << bad.name << "` is " << describe_type(bad.left) << " in one place and "
              << describe_type(bad.right) << " in another";
        break;
    case problem_kind::argument_count:
        words << bad.name << "() takes another number of arguments: " << argument_hint(bad.name);
        break;
    case problem_kind::no_codec:
        words << "a value of type ";
        words.name(bad.name) << " can't be bound: no tenon::codec stores it";
        break;
    case problem_kind::untyped_result:
        if (!bad.name.empty()) words.name(bad.name) << ": ";
        words << "the type of such a value is known only when it runs: say which by cast<...>()";
        break;
    case problem_kind::container_conflict:
        words << "`:" << bad.name << "` is a container in one place and a single value in another";
        break;
    case problem_kind::differing_rows_compared:
        words << "a row value is compared with a row of as many values, nothing else";
        break;
    case problem_kind::short_row_value: words << "a row value has two values or more"; break;
    case problem_kind::misplaced_row_value:
        words << "a row value can be compared and looked for by in(), nothing else";
        break;
    case problem_kind::misplaced_filter: words << "FILTER belongs to an aggregate"; break;
    case problem_kind::misplaced_over: words << "OVER belongs to an aggregate or window function"; break;
    case problem_kind::misplaced_window:
        words << bad.name << "() over a window can't stand in " << bad.other
              << ": it belongs in the results or ORDER BY of a SELECT";
        break;
    case problem_kind::distinct_window: words << bad.name << "() over a window takes no DISTINCT"; break;
    case problem_kind::frame_order:
        words << "range() over a distance needs a window that is ordered by one number";
        break;
    case problem_kind::empty_frame: words << "a window's frame can't end before it begins"; break;
    case problem_kind::outer_aggregate:
        words << bad.name << "() combines rows of the query around it: move it there";
        break;
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
        words.name(bad.name) << " has no name: give it one by as<\"...\">()";
        break;
    case problem_kind::compound_order:
        words << "ORDER BY of several SELECTs takes names of results, as in \"column\"_c";
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
    case problem_kind::misplaced_aggregate:
        words << bad.name << "() combines rows and can't stand in " << bad.other
              << ": it belongs in the results, HAVING or ORDER BY of a SELECT";
        break;
    case problem_kind::nested_aggregate:
        words << bad.other << "() can't stand inside " << bad.name << "(): both combine rows";
        break;
    case problem_kind::not_grouped:
        if (bad.name.empty())
            words << "`*` can't stand beside GROUP BY or an aggregate: list the grouped columns";
        else
            words.name(bad.name) << " is neither in GROUP BY nor inside an aggregate";
        break;
    case problem_kind::distinct_scalar: words << "DISTINCT means nothing to " << bad.name << "()"; break;
    case problem_kind::join_without_from: words << "JOIN needs a FROM before it"; break;
    case problem_kind::having_alone: words << "HAVING needs a GROUP BY or an aggregate: use where()"; break;
    case problem_kind::empty_clause: words << bad.name << " is empty"; break;
    case problem_kind::misplaced_star:
        words << "`*` stands for all columns of a column list: it can't be named or be part of an expression";
        break;
    case problem_kind::misplaced_order: words << "asc() and desc() belong to ORDER BY"; break;
    case problem_kind::defaults_not_alone:
        words << "an INSERT of defaults only is one row without ON CONFLICT: give a value";
        break;
    case problem_kind::doubled_clause: words << bad.name << " has " << bad.other << " twice"; break;
    case problem_kind::misplaced_clause: words << bad.name << " takes no " << bad.other; break;
    case problem_kind::misplaced_column: words << bad.name << " can't depend on a column"; break;
    case problem_kind::constant_order:
        words << "a value orders and groups nothing: name a column, as in \"column\"_c";
        break;
    case problem_kind::misplaced_assignment:
        words.name(bad.name) << " is assigned where a value is wanted: compare by ==";
        break;
    case problem_kind::unknown_assignment: explain_unknown_column(words, t); break;
    case problem_kind::generated_assignment:
        words << "column ";
        words.name(bad.name) << " is generated: the database computes it, and nothing can be put there";
        break;
    case problem_kind::doubled_assignment:
        words << "column ", words.name(bad.name) << " is given twice";
        break;
    case problem_kind::mismatched_assignment:
        words << "column ";
        words.name(bad.name) << " is " << describe_type(bad.left) << " and can't take "
                             << describe_type(bad.right);
        break;
    case problem_kind::null_assignment:
        words << "column ";
        words.name(bad.name) << " can't be NULL, but the value can: give another by coalesce()";
        break;
    case problem_kind::missing_value:
        words << "column ";
        words.name(bad.name) << " of ";
        words.name(bad.other) << " needs a value: give \"" << bad.name << "\"_p, declare default_(\""
                              << bad.name << "\", ...), or make it optional";
        break;
    case problem_kind::no_values:
        words << clause_name(t[bad.node].code) << " of ";
        words.name(bad.name) << " is given no value";
        if (t[bad.node].code == op::update) words << ": add set(\"column\"_c = value)";
        break;
    case problem_kind::differing_rows: words << "the rows of one INSERT give different columns"; break;
    case problem_kind::not_a_key: explain_conflict_target(words, t); break;
    case problem_kind::offset_without_limit: words << "OFFSET needs a LIMIT"; break;
    case problem_kind::read_only_table:
        words.name(bad.name)
            << (t[bad.node].table->kind == table_kind::view
                    ? " is a view and can't be written: write the tables that it shows"
                    : " follows the table of its content and can't be written: write that one");
        break;
    }
    return words;
}

}  // namespace tenon::inline v0::detail
