// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/node.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// How tightly an operator binds in SQLite's grammar; leaves and calls bind tightest.
constexpr int precedence(op code) {
    switch (code) {
    case op::or_: return 1;
    case op::and_: return 2;
    case op::not_: return 3;
    case op::equal:
    case op::not_equal:
    case op::is_distinct:
    case op::like:
    case op::glob:
    case op::match:
    case op::in:
    case op::between:
    case op::is_null: return 4;
    case op::less:
    case op::less_equal:
    case op::greater:
    case op::greater_equal: return 5;
    case op::bit_and:
    case op::bit_or:
    case op::shift_left:
    case op::shift_right: return 6;
    case op::add:
    case op::subtract: return 7;
    case op::multiply:
    case op::divide:
    case op::modulo: return 8;
    case op::concat:
    case op::json_get:
    case op::json_get_text: return 9;
    case op::collate: return 10;
    case op::bit_not:
    case op::plus:
    case op::negate: return 11;
    default: return 12;
    }
}

inline constexpr int comparison_precedence = 4;
inline constexpr int ordering_precedence = 5;

/// The operator between its operands; empty for what is not written so.
constexpr std::string_view infix(op code) {
    switch (code) {
    case op::and_: return " AND ";
    case op::or_: return " OR ";
    case op::equal: return " = ";
    case op::not_equal: return " <> ";
    case op::less: return " < ";
    case op::less_equal: return " <= ";
    case op::greater: return " > ";
    case op::greater_equal: return " >= ";
    case op::add: return " + ";
    case op::subtract: return " - ";
    case op::multiply: return " * ";
    case op::divide: return " / ";
    case op::modulo: return " % ";
    case op::concat: return " || ";
    case op::bit_and: return " & ";
    case op::bit_or: return " | ";
    case op::shift_left: return " << ";
    case op::shift_right: return " >> ";
    case op::json_get: return " -> ";
    case op::json_get_text: return " ->> ";
    default: return {};
    }
}

}  // namespace tenon::inline v0::detail
