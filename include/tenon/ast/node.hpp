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
    table_name,   // a full-text table as a whole, qualifier: its alias
    source,       // a table in FROM, INTO or UPDATE, text: its alias, qualifier: the name of one of WITH
    using_,       // text: the name of a column that both sides of a join have
    window_name,  // text: a window of the WINDOW clause
    cte_column,   // text: the name of a column of one of WITH

    // expressions
    negate,
    plus,  // a sign without effect on the value; SQLite uses no index for what is behind it
    bit_not,
    bit_and,
    bit_or,
    shift_left,
    shift_right,
    json_get,       // `->`
    json_get_text,  // `->>`
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
    match,    // a full-text table or column, and what is searched for
    in,       // value, then the list, a query, or a container
    between,  // value, least and most
    is_null,
    call,  // text: the function's name
    collate,
    case_,      // `operand`: the value that is compared; pairs of WHEN and THEN; `otherwise`: ELSE
    cast,       // text: the type in SQL
    row_value,  // several values in one
    subquery,   // a query whose only value, or (`listed`) whose rows are meant
    exists,     // a query
    argument,   // of a function of the program: its type is what the function takes
    raw,        // text: SQL as it stands, each `?` one of its children
    filter,     // an aggregate, and the condition on the rows that it takes
    over,       // an aggregate or window function, and its window

    // parts of clauses
    derived,     // a query in FROM, text: its alias
    table_call,  // a table-valued function in FROM, text: its alias, qualifier: the function
    join,        // a source, and its condition or `using_` names
    left_join,
    right_join,
    full_join,
    cross_join,
    result,      // an expression, text: its alias
    assign,      // text: the column; its value
    order_term,  // an expression, descending or not
    cte,         // text: its name; its columns' names and its query
    window,      // perhaps text: its name; PARTITION BY, ORDER BY and frame
    partition_by,
    window_order,
    frame,        // its bounds; `column`: a frame_unit, `parameter`: a frame_exclusion
    frame_bound,  // `column`: a bound_kind; perhaps how many
    arm,          // a SELECT of a compound one, text: the operator before it
    row,          // of VALUES: its values

    // clauses
    with,
    results,
    set,
    from,
    values,   // one row: assignments
    columns,  // of INSERT … SELECT
    rows,     // of INSERT … SELECT: the query
    where,
    page_after,  // one value for each term of ORDER BY
    group_by,
    having,
    windows,
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
    compound,     // SELECTs joined by UNION and the like
    values_rows,  // VALUES as a query
    insert,
    update,
    delete_,
    expression,  // a lone expression, as in CHECK
};

/// What a window's frame counts in.
enum class frame_unit : std::uint8_t { rows, range, groups };

/// Where a window's frame begins or ends.
enum class bound_kind : std::uint8_t {
    unbounded_preceding,
    preceding,
    current_row,
    following,
    unbounded_following,
};

/// What a window's frame leaves out.
enum class frame_exclusion : std::uint8_t { no_others, current_row, group, ties };

/// The clause or statement as SQL writes it.
constexpr std::string_view clause_name(op clause) {
    switch (clause) {
    case op::results: return "a column list";
    case op::with: return "WITH";
    case op::from: return "FROM";
    case op::set: return "SET";
    case op::values: return "VALUES";
    case op::columns: return "columns()";
    case op::rows: return "rows()";
    case op::where: return "WHERE";
    case op::page_after: return "page_after()";
    case op::group_by: return "GROUP BY";
    case op::having: return "HAVING";
    case op::windows: return "WINDOW";
    case op::order_by: return "ORDER BY";
    case op::limit: return "LIMIT";
    case op::offset: return "OFFSET";
    case op::on_conflict: return "ON CONFLICT";
    case op::do_nothing: return "DO NOTHING";
    case op::do_update: return "DO UPDATE";
    case op::update_where: return "DO UPDATE WHERE";
    case op::returning: return "RETURNING";
    case op::select: return "SELECT";
    case op::compound: return "a compound SELECT";
    case op::values_rows: return "VALUES";
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
    nulls_first = 1024,
    nulls_last = 2048,
    // Of one kind of node only, and so of one value:
    operand = 4096,       // of CASE: its first child is compared with those of WHEN
    listed = 4096,        // of a subquery: its rows are a list, not one value
    container = 4096,     // of IN: the list is a bound container
    recursive = 4096,     // of the marker of one of WITH
    one_row = 4096,       // of a query: it yields a row, whatever the tables hold
    own = 4096,           // of a call: a function of the program
    accepted = 4096,      // of a row value: it stands where there may be one
    merged = 4096,        // of a column: of a FULL JOIN … USING
    or_ignore = 4096,     // of the marker of an INSERT or UPDATE
    described = 4096,     // of a source: its `table` is known
    otherwise = 8192,     // of CASE: its last child is ELSE
    materialized = 8192,  // of one of WITH
    or_replace = 8192,    // of the marker of an INSERT or UPDATE
    combines = 8192,      // of a call of a function of the program: it is an aggregate
    not_materialized = 16384,
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
    std::int16_t source = -1;     // of a column: its source; or what it names instead
    std::int16_t column = -1;     // of a column: its index in the source's table
    std::int16_t parameter = -1;  // of a placeholder or captured value
    origin from{};                // of a value: the C++ type that it is read as
    sql_type type{};

    static constexpr std::int16_t result_alias = -2;
    static constexpr std::int16_t listed_result = -3;  // of a compound SELECT: `column` is its index

    constexpr bool is(flag f) const { return (flags & static_cast<std::uint16_t>(f)) != 0; }
    constexpr void mark(flag f) { flags = static_cast<std::uint16_t>(flags | static_cast<std::uint16_t>(f)); }
};

}  // namespace tenon::inline v0::detail
