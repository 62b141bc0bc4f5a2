// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/check/describe.hpp>
#include <tenon/meta/message.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

constexpr bool is_arithmetic(op code) { return code >= op::add && code <= op::modulo; }

constexpr void explain_operands(message& words, const tree& t) {
    const problem& bad = t.failure;
    const node& n = t.nodes[bad.node];
    describe_node(words, t, bad.against >= 0 ? bad.against : n.first);
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
    const node& n = t.nodes[t.failure.node];
    if (n.code == op::call) {
        words << "NULL is no use as an argument of " << n.text << "()";
        return;
    }
    words << "a comparison of ";
    describe_node(words, t, t.failure.operand);
    words << " with NULL is never true: use "
          << (t.from_text ? "IS NULL or IS NOT NULL" : "is_null() or is_not_null()");
}

constexpr void explain_wanted(message& words, const tree& t, std::string_view wanted) {
    describe_node(words, t, t.failure.node);
    words << " is " << describe_type(t.failure.left) << ", where " << wanted << " is wanted";
}

/// Says what is wrong with the types of values, if that is it.
constexpr bool explain_types(message& words, const tree& t) {
    const problem& bad = t.failure;
    switch (bad.kind) {
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
    case problem_kind::no_codec:
        words << "a value of type ";
        words.name(bad.name) << " can't be bound: no tenon::codec stores it";
        break;
    case problem_kind::not_full_text:
        words.name(bad.name) << " is no full-text table or column of one: declare it by tenon::fts5";
        break;
    case problem_kind::container_conflict:
        words << "`:" << bad.name << "` is a container in one place and a single value in another";
        break;
    case problem_kind::differing_rows_compared:
        words << "a row value is compared with a row of as many values, nothing else";
        break;
    case problem_kind::short_row_value: words << "a row value has two values or more"; break;
    case problem_kind::raw_arguments:
        words << "raw SQL takes one argument for each `?` in it, and no other placeholders";
        break;
    case problem_kind::misplaced_row_value:
        words << "a row value can be compared and looked for by in(), nothing else";
        break;
    default: return false;
    }
    return true;
}

}  // namespace tenon::inline v0::detail
