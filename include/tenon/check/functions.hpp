// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What a function takes.
enum class argument_rule : std::uint8_t { anything, number, text, alike };

/// What a function yields: a type of its own, one of its arguments unchanged, or a number or value made from
/// them.
enum class result_rule : std::uint8_t { integer, real, text, argument, computed };

/// When a function yields NULL: never, when an argument is NULL, when all are, or for other reasons too. An
/// aggregate of nothing is NULL whatever its rule, but COUNT's.
enum class null_rule : std::uint8_t { never, any_null, all_null, always };

struct function_info {
    std::string_view name;
    std::int8_t least, most;  // arguments; most -1: any number
    bool aggregate;
    argument_rule takes;
    result_rule yields;
    null_rule nulls;
};

inline constexpr function_info functions[] = {
    {"COUNT", 0, 1, true, argument_rule::anything, result_rule::integer, null_rule::never},
    {"SUM", 1, 1, true, argument_rule::number, result_rule::computed, null_rule::any_null},
    {"AVG", 1, 1, true, argument_rule::number, result_rule::real, null_rule::any_null},
    {"MIN", 1, 1, true, argument_rule::anything, result_rule::argument, null_rule::any_null},
    {"MAX", 1, 1, true, argument_rule::anything, result_rule::argument, null_rule::any_null},
    {"ABS", 1, 1, false, argument_rule::number, result_rule::computed, null_rule::any_null},
    {"ROUND", 1, 2, false, argument_rule::number, result_rule::real, null_rule::any_null},
    {"LENGTH", 1, 1, false, argument_rule::anything, result_rule::integer, null_rule::any_null},
    {"LOWER", 1, 1, false, argument_rule::text, result_rule::text, null_rule::any_null},
    {"UPPER", 1, 1, false, argument_rule::text, result_rule::text, null_rule::any_null},
    {"TRIM", 1, 2, false, argument_rule::text, result_rule::text, null_rule::any_null},
    {"COALESCE", 2, -1, false, argument_rule::alike, result_rule::computed, null_rule::all_null},
    {"IFNULL", 2, 2, false, argument_rule::alike, result_rule::computed, null_rule::all_null},
    {"NULLIF", 2, 2, false, argument_rule::alike, result_rule::argument, null_rule::always},
};

/// The index of the function of that name, or -1.
constexpr int find_function(std::string_view name) {
    int index = 0;
    for (const function_info& f : functions) {
        if (same_name(f.name, name)) return index;
        ++index;
    }
    return -1;
}

constexpr bool is_aggregate(std::string_view name) {
    const int found = find_function(name);
    return found >= 0 && functions[found].aggregate;
}

constexpr bool is_never_null(std::string_view name) {
    const int found = find_function(name);
    return found >= 0 && functions[found].nulls == null_rule::never;
}

constexpr bool takes_window(std::string_view name) { return is_aggregate(name); }

}  // namespace tenon::inline v0::detail
