// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/ast/walk.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// Where the checker stands in one query: its statement and clause, and the queries around it.
struct checking {
    tree& t;
    checking* around = nullptr;      // the query that this one stands in
    const checking* seen = nullptr;  // the next query whose tables are known here by their names
    op statement = op::expression;
    op clause = op::expression;
    bool grouped = false;    // the statement has a GROUP BY
    bool aggregate = false;  // an aggregate was seen
    bool listed = false;     // another query reads its columns
    bool yields = true;      // its results are the rows that come back
    int depth = 0;
    int scope = 0;
    int first_source = 0;   // none of its own stands before
    int target = -1;        // the source that an INSERT, UPDATE or DELETE is about
    int first_result = -1;  // nodes from here on may be results
    int first_column = 0;   // of those that are listed, and how many there are
    int listed_columns = 0;
    int cte = -1;               // where the part of WITH begins that is being checked
    int next = 0;               // the node to check
    int joined = 0;             // tables of its own
    int terms = 0;              // of an ordering, but those of windows
    bool stars = false;         // `*` or a row value was seen
    bool windows = false;       // a window, or the name of one, was seen
    std::uint64_t widened = 0;  // columns that only later parts of a compound SELECT make optional

    std::uint64_t inner_widened = 0;  // of the last query inside

    // Of the part of WITH that is being checked: columns of it that can be NULL after all, and how much stood
    // in the tree before it.
    std::uint64_t optional = 0;
    std::int16_t sources = 0, parameters = 0, columns = 0, shapes = 0;
};

/// A column among those that are optional after all; the last bit stands for all columns from there on.
constexpr std::uint64_t widened_bit(int column) { return std::uint64_t{1} << (column < 63 ? column : 63); }

constexpr bool is_numeric(const sql_type& type) {
    return type.storage == kind::integer || type.storage == kind::real;
}

constexpr bool is_any(const sql_type& type) { return type.storage == kind::any; }

constexpr bool is_untyped_placeholder(const node& n) {
    return n.code == op::placeholder && n.type.storage == kind::unknown;
}

constexpr bool is_null_literal(const node& n) {
    return n.code == op::literal && n.type.storage == kind::null;
}

/// Whether values of the two types may be compared: numbers with numbers, else the same storage; a domain
/// (an enum, a timestamp) only with itself. What is known only when it runs may be compared with everything.
constexpr bool comparable(const sql_type& a, const sql_type& b) {
    if (is_any(a) || is_any(b)) return true;
    if (a.meaning != b.meaning) return false;
    return a.storage == b.storage || (is_numeric(a) && is_numeric(b));
}

/// A literal from SQL text has no domain: its storage is all that counts, and 0 and 1 are booleans too.
constexpr bool literal_fits(const node& literal, const sql_type& type) {
    if (literal.code != op::literal) return false;
    if (literal.type.meaning != nullptr && literal.type.meaning != type.meaning) return false;
    if (literal.type.storage == type.storage) return true;
    if (type.storage == kind::boolean) return literal.text == "0" || literal.text == "1";
    return type.storage == kind::real && literal.type.storage == kind::integer;
}

/// Gives a placeholder or captured value the type that its place demands.
constexpr void settle_placeholder(tree& t, int index, sql_type type, bool takes_null) {
    node& n = t.nodes[index];
    if (n.parameter < 0) return;
    parameter& p = t.parameters[n.parameter];
    type.nullable = takes_null;
    if (p.type.storage == kind::unknown) {
        p.type = type;
    } else if (p.captured < 0) {
        if (p.type.storage != type.storage || p.type.meaning != type.meaning) {
            problem& bad = t.fail(problem_kind::placeholder_conflict, index, p.name);
            bad.left = p.type;
            bad.right = type;
        }
        p.type.nullable = p.type.nullable && takes_null;
    }
    n.type = p.type;
}

/// What a source's column is read as.
constexpr origin origin_of(const source_info& from, int column) {
    if (from.type < 0) return from.table->columns[column].from;
    return {from.type, static_cast<std::int16_t>(column)};
}

/// Nodes whose type is not their own say whose it is: a column's type travels through MIN, COALESCE and the
/// like.
constexpr void inherit_type(node& to, const node& from) {
    to.type = from.type;
    to.from = from.from;
}

/// A number made from a column may leave the column's range: only a domain stays what it was.
constexpr void inherit_computed(node& to, const node& from) {
    to.type = from.type;
    to.from = from.type.meaning != nullptr ? from.from : origin{};
}

/// A value of a domain is read as the C++ type that any of those that it is made from has.
constexpr void inherit_origin(node& to, const node& from) {
    if (to.from.type < 0 && to.type.meaning && to.type.meaning == from.type.meaning) to.from = from.from;
}

}  // namespace tenon::inline v0::detail
