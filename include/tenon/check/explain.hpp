// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/check/explain_calls.hpp>
#include <tenon/check/explain_names.hpp>
#include <tenon/check/explain_queries.hpp>
#include <tenon/check/explain_types.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/parse/misspelt.hpp>

namespace tenon::inline v0::detail {

constexpr void explain_conflict_target(message& words, const tree& t) {
    words << "ON CONFLICT: no primary_key or unique of ";
    words.name(t.failure.other) << " consists of ";
    for (int i = t.failure.node; i >= 0; i = t.nodes[i].next) {
        if (i != t.failure.node) words << ", ";
        words.name(t.nodes[i].text);
    }
}

constexpr void explain_unexpected(message& words, const problem& bad) {
    words << "found ";
    if (bad.name.empty())
        words << "the end";
    else
        words.name(bad.name);
    words << " where " << bad.other << " was expected";
    if (const std::string_view meant = meant_keyword(bad.name);
        !meant.empty() && !same_name(meant, bad.name)) {
        words << "; did you mean ";
        words.name(meant) << "?";
    }
}

/// Says what is wrong with a statement as a whole, its clauses and assignments, if that is it.
constexpr bool explain_statement(message& words, const tree& t) {
    const problem& bad = t.failure;
    switch (bad.kind) {
    case problem_kind::too_large: words << "the statement is too large"; break;
    case problem_kind::too_deep:
        words << "the statement nests deeper than " << (bad.name.empty() ? "200" : bad.name);
        break;
    case problem_kind::unexpected_text: explain_unexpected(words, bad); break;
    case problem_kind::unsupported: words << bad.name << " is not supported: " << bad.other; break;
    case problem_kind::value_count:
        words << "the row has " << static_cast<std::uint64_t>(bad.operand) << " values for "
              << static_cast<std::uint64_t>(bad.against) << " columns";
        break;
    case problem_kind::unexpected_character: words.name(bad.name) << " is no part of SQL"; break;
    case problem_kind::unterminated: words << bad.name << " has no end"; break;
    case problem_kind::positional_placeholder: words << "`?` has no name: write `:name`"; break;
    case problem_kind::join_without_from: words << "JOIN needs a FROM before it"; break;
    case problem_kind::having_alone:
        words << "HAVING needs a GROUP BY or an aggregate: use " << (t.from_text ? "WHERE" : "where()");
        break;
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
        words << "a value orders and groups nothing: name a column";
        if (!t.from_text) words << ", as in \"column\"_c";
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
        words.name(bad.other) << " needs a value: ";
        if (t.from_text)
            words << "give one";
        else
            words << "give \"" << bad.name << "\"_p";
        words << ", declare default_(\"" << bad.name << "\", ...), or make it optional";
        break;
    case problem_kind::no_values:
        words << clause_name(t.nodes[bad.node].code) << " of ";
        words.name(bad.name) << " is given no value";
        if (t.nodes[bad.node].code == op::update) words << ": add set(\"column\"_c = value)";
        break;
    case problem_kind::differing_rows: words << "the rows of one INSERT give different columns"; break;
    case problem_kind::not_a_key: explain_conflict_target(words, t); break;
    case problem_kind::offset_without_limit: words << "OFFSET needs a LIMIT"; break;
    case problem_kind::read_only_table:
        words.name(bad.name)
            << (t.nodes[bad.node].table->kind == table_kind::view
                    ? " is a view and can't be written: write the tables that it shows"
                    : " follows the table of its content and can't be written: write that one");
        break;
    default: return false;
    }
    return true;
}

/// The sentence for the first problem of a checked tree; empty if there is none.
constexpr message explain(const tree& t) {
    message words;
    if (!explain_names(words, t) && !explain_types(words, t) && !explain_calls(words, t) &&
        !explain_queries(words, t))
        explain_statement(words, t);
    return words;
}

}  // namespace tenon::inline v0::detail
