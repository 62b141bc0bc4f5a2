// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/functions.hpp>
#include <tenon/check/operators.hpp>
#include <tenon/types/date.hpp>
#include <tenon/types/timestamp.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

constexpr int count_arguments(const tree& t, int call) {
    int count = 0;
    for (int i = t.nodes[call].first; i >= 0; i = t.nodes[i].next) ++count;
    return count;
}

/// The function that a call means, by its name and how many arguments it has: an index into `functions`, or
/// -1.
constexpr int called_function(const tree& t, int call) {
    const int first = find_function(t.nodes[call].text);
    const int count = count_arguments(t, call);
    for (int i = first; i >= 0 && i < function_count && same_name(functions[i].name, t.nodes[call].text); ++i)
        if (arity_of(functions[i]).allows(count)) return i;
    return first;
}

constexpr bool is_alike(argument_rule rule) {
    return rule == argument_rule::alike || rule == argument_rule::alike_or_null;
}

/// The argument that the type of all that must be alike follows from: one whose type is known, better no
/// literal, and best a column; -1 if there is none.
constexpr int leading_argument(const tree& t, int call, const function_info& f) {
    argument_rules rules(f);
    int leading = -1, best = 0;
    for (int i = t.nodes[call].first; i >= 0; i = t.nodes[i].next) {
        const argument_rule rule = rules.next();
        if (!is_alike(rule) && rule != argument_rule::number) continue;
        if (is_null_literal(t.nodes[i]) || is_untyped_placeholder(t.nodes[i])) continue;
        const bool typed = t.nodes[i].code == op::column || t.nodes[i].from.type >= 0;
        const int rank = typed ? 3 : t.nodes[i].code != op::literal ? 2 : 1;
        if (rank > best) leading = i, best = rank;
    }
    return leading;
}

constexpr void fail_argument(tree& t, int argument, const function_info& f, std::string_view wanted) {
    t.fail(problem_kind::wrong_argument, argument, f.name, wanted).left = t.nodes[argument].type;
}

constexpr void require_integer(tree& t, int argument, const function_info& f) {
    node& n = t.nodes[argument];
    if (is_untyped_placeholder(n)) settle_placeholder(t, argument, {kind::integer, false, nullptr}, false);
    if (n.type.storage != kind::integer && !is_any(n.type) && !is_null_literal(n))
        fail_argument(t, argument, f, "an integer");
}

constexpr void require_text_or_blob(tree& t, int argument, const function_info& f) {
    node& n = t.nodes[argument];
    if (is_untyped_placeholder(n)) settle_placeholder(t, argument, {kind::text, false, nullptr}, false);
    if (n.type.storage != kind::text && n.type.storage != kind::blob && !is_any(n.type) &&
        !is_null_literal(n))
        fail_argument(t, argument, f, "text or a blob");
}

constexpr bool is_time(const sql_type& type) {
    if (type.storage == kind::text)
        return !type.meaning || type.meaning == type_of<timestamp>.meaning ||
               type.meaning == type_of<std::chrono::sys_days>.meaning;
    return is_numeric(type) || is_any(type);
}

constexpr void require_time(tree& t, int argument, const function_info& f) {
    node& n = t.nodes[argument];
    if (is_untyped_placeholder(n)) settle_placeholder(t, argument, {kind::text, false, nullptr}, false);
    if (!is_time(n.type) && !is_null_literal(n))
        fail_argument(t, argument, f, "a time as text, number, timestamp or date");
}

// The argument takes the leading one's type or is comparable with it; where all are placeholders none has a
// type yet.
constexpr void agree_with_leading(tree& t, int call, int leading, int argument, argument_rule rule) {
    const bool null = is_null_literal(t.nodes[argument]);
    if (argument == leading || (null && rule == argument_rule::alike_or_null)) return;
    if (leading < 0) leading = null ? argument : -1;
    if (leading < 0) return;
    const int left = leading < argument ? leading : argument;
    const int right = leading < argument ? argument : leading;
    if (!agree(t, call, left, right, true)) t.failure.against = static_cast<std::int16_t>(left);
}

constexpr void check_arguments(tree& t, int call, const function_info& f) {
    const int leading = leading_argument(t, call, f);
    argument_rules rules(f);
    for (int i = t.nodes[call].first; i >= 0 && !t.failed(); i = t.nodes[i].next) {
        const argument_rule rule = rules.next();
        switch (rule) {
        case argument_rule::anything: break;
        case argument_rule::alike:
        case argument_rule::alike_or_null: agree_with_leading(t, call, leading, i, rule); break;
        case argument_rule::condition: require_condition(t, i); break;
        case argument_rule::real:
            if (is_untyped_placeholder(t.nodes[i]))
                settle_placeholder(t, i, {kind::real, false, nullptr}, false);
            [[fallthrough]];
        case argument_rule::number: require(t, call, i, kind::integer, problem_kind::not_numeric); break;
        case argument_rule::integer: require_integer(t, i, f); break;
        case argument_rule::text: require(t, call, i, kind::text, problem_kind::not_text); break;
        case argument_rule::text_or_blob: require_text_or_blob(t, i, f); break;
        case argument_rule::time: require_time(t, i, f); break;
        case argument_rule::json:
            if (t.nodes[i].type.storage == kind::blob) fail_argument(t, i, f, "anything but a blob");
            break;
        }
    }
}

}  // namespace tenon::inline v0::detail
