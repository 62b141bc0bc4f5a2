// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/describe.hpp>
#include <tenon/check/functions.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr void explain_number(message& words, int number) { words << static_cast<std::uint64_t>(number); }

// MIN and MAX are two functions of one name.
constexpr arity arity_of_name(std::string_view name) {
    const int first = find_function(name);
    arity all = arity_of(functions[first]);
    for (int i = first + 1; i < function_count && same_name(functions[i].name, name); ++i) {
        const arity other = arity_of(functions[i]);
        if (other.least < all.least) all.least = other.least;
        if (other.most > all.most) all.most = other.most;
        if (other.step > all.step) all.step = other.step;
    }
    return all;
}

constexpr void explain_argument_count(message& words, std::string_view function) {
    const arity takes = arity_of_name(function);
    words << function << "() takes ";
    if (takes.step > 1) {
        if (takes.most > 0) {
            explain_number(words, takes.most);
            words << (takes.most == 1 ? " argument" : " arguments") << ", then ";
        }
        words << "pairs of arguments";
        return;
    }
    if (takes.step == 1) words << "at least ";
    if (takes.most == 0)
        words << "no";
    else
        explain_number(words, takes.least);
    if (takes.step == 0 && takes.most > takes.least) {
        words << (takes.most == takes.least + 1 ? " or " : " to ");
        explain_number(words, takes.most);
    }
    const int last = takes.step == 1 ? takes.least : takes.most;
    words << (last == 1 ? " argument" : " arguments");
    if (same_name(function, "COUNT")) words << ": use count() for all rows";
}

/// The sentences about functions.
constexpr bool explain_calls(message& words, const tree& t) {
    const problem& bad = t.failure;
    switch (bad.kind) {
    case problem_kind::own_argument:
        describe_node(words, t, bad.node);
        words << " is " << describe_type(bad.left) << ", where the function takes "
              << describe_type(bad.right);
        break;
    case problem_kind::own_argument_count:
        words << bad.name << "() takes ";
        explain_number(words, bad.operand);
        words << (bad.operand == 1 ? " argument" : " arguments");
        break;
    case problem_kind::short_arguments: words << bad.name << "() takes another number of arguments"; break;
    case problem_kind::unknown_function: {
        words << "there is no function ";
        words.name(bad.name);
        suggestion nearest(bad.name);
        for (const function_info& f : functions) nearest.consider(f.name);
        suggest(words, nearest);
        break;
    }
    case problem_kind::argument_count: explain_argument_count(words, bad.name); break;
    case problem_kind::wrong_argument:
        describe_node(words, t, bad.node);
        words << " is " << describe_type(bad.left) << ", where " << bad.name << "() takes " << bad.other;
        break;
    case problem_kind::untyped_result:
        describe_node(words, t, bad.node);
        words << " yields a value of a type that is known only when it runs: say which by "
              << (t.from_text ? "CAST(... AS ...)" : "cast<...>()");
        break;
    case problem_kind::misplaced_aggregate:
        words << bad.name << "() combines rows and can't stand in " << bad.other
              << ": it belongs in the results, HAVING or ORDER BY of a SELECT";
        break;
    case problem_kind::nested_aggregate:
        words << bad.other << "() can't stand inside " << bad.name << "(): both combine rows";
        break;
    case problem_kind::distinct_scalar: words << "DISTINCT means nothing to " << bad.name << "()"; break;
    case problem_kind::distinct_arguments:
        words << "with DISTINCT " << bad.name << "() takes 1 argument";
        break;
    case problem_kind::distinct_window: words << bad.name << "() can't have both DISTINCT and OVER"; break;
    case problem_kind::needs_over: words << bad.name << "() needs OVER"; break;
    case problem_kind::needless_over:
        words << bad.name << "() takes no OVER: it is neither an aggregate nor a window function";
        break;
    case problem_kind::misplaced_window:
        words << bad.name << "() with OVER can't stand in " << bad.other
              << ": it belongs in the results or ORDER BY of a SELECT";
        break;
    case problem_kind::nested_window:
        words << bad.other << "() with OVER can't stand inside " << bad.name << "()";
        break;
    default: return false;
    }
    return true;
}

}  // namespace tenon::inline v0::detail
