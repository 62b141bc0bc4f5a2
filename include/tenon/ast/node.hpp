// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/types/sql_type.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What a node stands for. Statements' clauses are in the order in which they are printed.
enum class op : std::uint8_t {
    none,
    enter,  // a leaf before each statement and clause: tells the checker what it is in

    // leaves
    literal,      // text: as SQL writes it
    column,       // text: its name, with its qualifier or table
    star,         // all columns of the qualified source, or of all sources
    placeholder,  // text: its name
    captured,     // a C++ value
    source,       // a table in FROM, INTO or UPDATE, text: its alias

    // expressions
    negate,
    not_,
    and_,
    or_,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    is_distinct,  // negated: IS NOT DISTINCT FROM
    add,
    subtract,
    multiply,
    divide,
    modulo,
    concat,
    like,  // value, pattern and perhaps the escape character
    glob,
    in,  // value, then the list
    between,
    is_null,
    call,  // text: the function's name
    collate,

    // parts of clauses
    join,        // a source and its condition
    left_join,   //
    result,      // an expression, text: its alias
    assign,      // text: the column; its value
    order_term,  // an expression, descending or not

    // clauses
    results,
    from,
    set,
    values,  // one row: assignments
    where,
    group_by,
    having,
    order_by,
    limit,
    offset,
    on_conflict,  // target columns
    do_nothing,
    do_update,  // assignments
    update_where,
    returning,

    // statements
    select,
    insert,
    update,
    delete_,
    expression,  // a lone expression, as in CHECK
};

/// The clause or statement as SQL writes it.
constexpr std::string_view clause_name(op clause) {
    switch (clause) {
    case op::results: return "a column list";
    case op::from: return "FROM";
    case op::set: return "SET";
    case op::values: return "VALUES";
    case op::where: return "WHERE";
    case op::group_by: return "GROUP BY";
    case op::having: return "HAVING";
    case op::order_by: return "ORDER BY";
    case op::limit: return "LIMIT";
    case op::offset: return "OFFSET";
    case op::on_conflict: return "ON CONFLICT";
    case op::do_nothing: return "DO NOTHING";
    case op::do_update: return "DO UPDATE";
    case op::update_where: return "DO UPDATE WHERE";
    case op::returning: return "RETURNING";
    case op::select: return "SELECT";
    case op::insert: return "INSERT";
    case op::update: return "UPDATE";
    case op::delete_: return "DELETE";
    default: return "an expression";
    }
}

/// What else is true of a node.
enum class flag : std::uint16_t {
    negated = 1,
    distinct = 2,
    descending = 4,
    grouped = 8,      // of a SELECT: it has a GROUP BY
    aggregate = 16,   // of a call: it combines rows
    aggregated = 32,  // lies inside an aggregate's arguments
    settled = 64,     // is, or lies in, an expression of GROUP BY
    all_rows = 128,   // of a call: COUNT(*)
    by_member = 256,  // of a column: named by its struct's field
    windowed = 512,   // of a call: it has an OVER
};

/// A node of the tree: a plain value, so that the same functions work while compiling and at run time.
struct node {
    op code = op::none;
    std::uint16_t flags = 0;
    std::int16_t first = -1;  // child
    std::int16_t last = -1;   // child
    std::int16_t next = -1;   // sibling
    std::int16_t begin = -1;  // its descendants are the nodes from here up to itself
    std::string_view text{};
    std::string_view qualifier{};
    const table_info* table = nullptr;
    std::int32_t position = -1;  // in the SQL text that it was parsed from

    // What the checker finds.
    std::int16_t source = -1;     // of a column: its source; `result_alias` if it names a result
    std::int16_t column = -1;     // of a column: its index in the source's table
    std::int16_t parameter = -1;  // of a placeholder or captured value
    sql_type type{};

    static constexpr std::int16_t result_alias = -2;

    constexpr bool is(flag f) const { return (flags & static_cast<std::uint16_t>(f)) != 0; }
    constexpr void mark(flag f) { flags = static_cast<std::uint16_t>(flags | static_cast<std::uint16_t>(f)); }
};

}  // namespace tenon::inline v0::detail
