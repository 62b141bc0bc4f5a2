// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/sql_type.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What can be wrong with a statement; `check/explain*.hpp` have the sentence for each.
enum class problem_kind : std::uint8_t {
    none,
    refused_table,  // its own sentence says what is wrong with it
    too_large,
    too_deep,
    // text
    unexpected_text,
    unexpected_character,
    unterminated,
    positional_placeholder,
    unsupported,  // SQL that the tree can't hold
    value_count,
    // names
    no_sources,
    doubled_alias,
    hidden_table,
    unknown_source,
    unknown_table,
    not_on_both_sides,
    unknown_window,
    doubled_window,
    unknown_column,
    ambiguous_column,
    missing_table,
    ambiguous_table,
    unknown_function,
    unknown_collation,
    doubled_result,
    // types
    mismatched_types,
    not_numeric,
    not_text,
    not_condition,
    not_integer,
    compared_with_null,
    untyped_placeholder,
    bad_placeholder_name,
    compared_with_optional,
    placeholder_conflict,
    argument_count,
    no_codec,
    container_conflict,
    differing_rows_compared,
    short_row_value,
    misplaced_row_value,
    wrong_argument,
    untyped_result,
    own_argument,
    own_argument_count,
    short_arguments,
    not_full_text,
    raw_arguments,
    // aggregates
    misplaced_aggregate,
    nested_aggregate,
    not_grouped,
    distinct_scalar,
    misplaced_filter,
    misplaced_over,
    empty_frame,
    range_order,
    outer_aggregate,
    // queries inside
    not_one_column,
    differing_widths,
    differing_columns,
    differing_structs,
    cte_width,
    unnamed_column,
    misplaced_recursion,
    compound_order,
    order_not_unique,
    optional_order,
    distinct_arguments,
    distinct_window,
    needs_over,
    needless_over,
    misplaced_window,
    nested_window,
    // statements
    join_without_from,
    having_alone,
    empty_clause,
    misplaced_star,
    misplaced_order,
    defaults_not_alone,
    doubled_clause,
    misplaced_clause,
    misplaced_column,
    constant_order,
    misplaced_assignment,
    unknown_assignment,
    generated_assignment,
    doubled_assignment,
    mismatched_assignment,
    null_assignment,
    missing_value,
    no_values,
    differing_rows,
    not_a_key,
    offset_without_limit,
    read_only_table,
};

/// The first thing found wrong: later ones are its consequences as often as not.
struct problem {
    problem_kind kind = problem_kind::none;
    std::int16_t node = -1;
    std::int32_t position = -1;
    std::string_view name{};
    std::string_view other{};
    sql_type left{};
    sql_type right{};
    std::int16_t operand = -1;  // of the node: the one that is at odds with another
    std::int16_t against = -1;  // the other one; -1: the first

    constexpr explicit operator bool() const { return kind != problem_kind::none; }
};

}  // namespace tenon::inline v0::detail
