// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>

namespace tenon::inline v0::detail {

constexpr void set_type(node& n, kind storage, bool nullable) { n.type = {storage, nullable, nullptr}; }

constexpr void fail_types(tree& t, int owner, int left, int right) {
    problem& bad = t.fail(problem_kind::mismatched_types, owner);
    bad.left = t.nodes[left].type;
    bad.right = t.nodes[right].type;
    bad.operand = static_cast<std::int16_t>(right);
}

/// Whether a node stands for several values in one: a row value, or the rows of a query.
constexpr bool is_row(const tree& t, int index) {
    return t.nodes[index].code == op::row_value ||
           (t.nodes[index].code == op::subquery && t.nodes[t.nodes[index].first].column > 1);
}

constexpr bool agree(tree& t, int owner, int left, int right, bool takes_null);

/// Compares values of a row one by one with those of another, or with a query's columns.
constexpr bool agree_rows(tree& t, int owner, int left, int right, bool takes_null) {
    for (const int side : {left, right}) t.nodes[side].mark(flag::accepted);
    const bool query = t.nodes[right].code == op::subquery;
    const int width = query              ? t.nodes[t.nodes[right].first].column
                      : is_row(t, right) ? count_children(t, right)
                                         : 1;
    if (t.nodes[left].code != op::row_value || !is_row(t, right) || count_children(t, left) != width) {
        t.fail(problem_kind::differing_rows_compared, owner);
        return false;
    }
    int column = query ? t.nodes[t.nodes[right].first].source : t.nodes[right].first;
    bool nullable = false;
    for (int i = t.nodes[left].first; i >= 0; i = t.nodes[i].next) {
        if (!query) {
            if (!agree(t, owner, i, column, takes_null)) return false;
            column = t.nodes[column].next;
            continue;
        }
        const sql_type type = t.columns[column++].type;
        if (is_untyped_placeholder(t.nodes[i])) settle_placeholder(t, i, type, takes_null);
        nullable = nullable || type.nullable;
        if (comparable(t.nodes[i].type, type) || literal_fits(t.nodes[i], type)) continue;
        problem& bad = t.fail(problem_kind::mismatched_types, owner);
        bad.left = t.nodes[i].type;
        bad.right = type;
        bad.operand = static_cast<std::int16_t>(right);
        return false;
    }
    if (query) t.nodes[right].type.nullable = nullable;
    return true;
}

/// Makes two operands agree: an untyped placeholder takes the other's type, everything else must be
/// comparable.
constexpr bool agree(tree& t, int owner, int left, int right, bool takes_null) {
    if (is_row(t, left) || is_row(t, right)) return agree_rows(t, owner, left, right, takes_null);
    for (const int operand : {left, right})
        if (is_null_literal(t.nodes[operand])) {
            t.fail(problem_kind::compared_with_null, owner).operand =
                static_cast<std::int16_t>(operand == left ? right : left);
            return false;
        }
    node &a = t.nodes[left], &b = t.nodes[right];
    for (const int operand : {left, right})
        if (!takes_null && t.nodes[operand].code == op::captured && t.nodes[operand].type.nullable) {
            t.fail(problem_kind::compared_with_optional, operand);
            return false;
        }
    if (is_untyped_placeholder(a) && is_untyped_placeholder(b)) return true;
    // NULL as a type says nothing of what it is compared with.
    if ((is_untyped_placeholder(a) && b.type.storage == kind::null) ||
        (is_untyped_placeholder(b) && a.type.storage == kind::null))
        return true;
    if (a.code == op::placeholder && !is_untyped_placeholder(b) && !is_any(b.type))
        settle_placeholder(t, left, b.type, takes_null);
    if (b.code == op::placeholder && !is_untyped_placeholder(a) && !is_any(a.type))
        settle_placeholder(t, right, a.type, takes_null);
    if (comparable(a.type, b.type) || literal_fits(a, b.type) || literal_fits(b, a.type)) return true;
    fail_types(t, owner, left, right);
    return false;
}

constexpr void check_comparison(tree& t, int index) {
    node& n = t.nodes[index];
    const int left = n.first, right = t.second(index);
    const bool distinct = n.code == op::is_distinct;
    agree(t, index, left, right, distinct);
    set_type(n, kind::boolean, !distinct && (t.nodes[left].type.nullable || t.nodes[right].type.nullable));
}

constexpr bool require(tree& t, int owner, int operand, kind storage, problem_kind otherwise) {
    node& n = t.nodes[operand];
    if (is_untyped_placeholder(n)) settle_placeholder(t, operand, {storage, false, nullptr}, false);
    const bool right = storage == kind::integer ? is_numeric(n.type) : n.type.storage == storage;
    if (right || is_any(n.type) || is_null_literal(n)) return true;
    t.fail(otherwise, owner).left = n.type;
    t.failure.node = static_cast<std::int16_t>(operand);
    return false;
}

/// AND, OR, NOT and conditions as a whole want a condition, which may be NULL.
constexpr bool require_condition(tree& t, int operand) {
    return require(t, operand, operand, kind::boolean, problem_kind::not_condition);
}

constexpr void check_logic(tree& t, int index) {
    bool nullable = false;
    for (int i = t.nodes[index].first; i >= 0; i = t.nodes[i].next) {
        require_condition(t, i);
        nullable = nullable || t.nodes[i].type.nullable;
    }
    set_type(t.nodes[index], kind::boolean, nullable);
}

/// Whether it is a number, not 0, that can be seen to divide: `%` drops what is behind the point.
constexpr bool is_nonzero_literal(const node& n, bool whole) {
    if (n.code != op::literal) return false;
    for (const char c : n.text) {
        if (c == 'e' || c == 'E' || (c == '.' && whole)) return false;
        if (c >= '1' && c <= '9') return n.text.find_first_of("eE") == std::string_view::npos;
    }
    return false;
}

constexpr void check_arithmetic(tree& t, int index) {
    node& n = t.nodes[index];
    const int left = n.first, right = t.second(index);
    node &a = t.nodes[left], &b = t.nodes[right];
    if (is_untyped_placeholder(a) && is_numeric(b.type)) settle_placeholder(t, left, b.type, false);
    if (is_untyped_placeholder(b) && is_numeric(a.type)) settle_placeholder(t, right, a.type, false);
    for (const int operand : {left, right})
        if (!require(t, index, operand, kind::integer, problem_kind::not_numeric)) return;
    const node& model = a.type.meaning != nullptr ? a : b;
    const bool scales = n.code == op::multiply || n.code == op::divide;
    if (a.type.meaning != b.type.meaning && a.code != op::literal && b.code != op::literal &&
        (!scales || (a.type.meaning != nullptr && b.type.meaning != nullptr)))
        return fail_types(t, index, left, right);
    // SQLite yields NULL for a division by zero, and for integers that leave 64 bits a real.
    const bool divides = n.code == op::divide || n.code == op::modulo;
    const bool nullable =
        a.type.nullable || b.type.nullable || (divides && !is_nonzero_literal(b, n.code == op::modulo));
    const bool whole = a.type.storage == kind::integer && b.type.storage == kind::integer;
    inherit_computed(n, model);
    inherit_origin(n, b);
    n.type.storage = whole ? kind::integer : kind::real;
    n.type.nullable = nullable;
    if (is_any(a.type) || is_any(b.type)) set_type(n, kind::any, true);
}

constexpr void check_text_operator(tree& t, int index) {
    bool nullable = false;
    for (int i = t.nodes[index].first; i >= 0; i = t.nodes[i].next) {
        if (!require(t, index, i, kind::text, problem_kind::not_text)) return;
        nullable = nullable || t.nodes[i].type.nullable;
    }
    set_type(t.nodes[index], t.nodes[index].code == op::concat ? kind::text : kind::boolean, nullable);
}

/// Bit operators take integers only.
constexpr void check_bits(tree& t, int index) {
    bool nullable = false;
    for (int i = t.nodes[index].first; i >= 0; i = t.nodes[i].next) {
        if (is_untyped_placeholder(t.nodes[i]))
            settle_placeholder(t, i, {kind::integer, false, nullptr}, false);
        nullable = nullable || t.nodes[i].type.nullable;
        if (t.nodes[i].type.storage == kind::integer || t.nodes[i].type.storage == kind::any ||
            is_null_literal(t.nodes[i]))
            continue;
        t.fail(problem_kind::not_integer, i, "a bit operator").left = t.nodes[i].type;
        return;
    }
    set_type(t.nodes[index], kind::integer, nullable);
}

/// `->` and `->>`: what they find is NULL where the path leads nowhere.
constexpr void check_json_operator(tree& t, int index) {
    const int document = t.nodes[index].first, path = t.second(index);
    require(t, index, document, kind::text, problem_kind::not_text);
    if (is_untyped_placeholder(t.nodes[path]))
        settle_placeholder(t, path, {kind::text, false, nullptr}, false);
    if (t.nodes[path].type.storage != kind::integer)
        require(t, index, path, kind::text, problem_kind::not_text);
    set_type(t.nodes[index], t.nodes[index].code == op::json_get ? kind::text : kind::any, true);
}

/// A bound container: its elements are compared one by one.
constexpr void check_container(tree& t, int index) {
    const int value = t.nodes[index].first, list = t.nodes[value].next;
    if (t.nodes[list].parameter >= 0) ++t.parameters[t.nodes[list].parameter].lists;
    if (agree(t, index, value, list, false))
        set_type(t.nodes[index], kind::boolean, t.nodes[value].type.nullable);
}

/// SQLite makes a list of row values a query of its own, whose aggregates would be its own too.
constexpr void check_row_list(tree& t, int index) {
    const int value = t.nodes[index].first;
    if (t.nodes[index].code != op::in || t.nodes[value].code != op::row_value) return;
    for (int i = index - 1; i > value; --i) {
        if (is_query(t.nodes[i].code))
            i = t.nodes[i].begin;
        else if (t.nodes[i].code == op::call &&
                 (t.nodes[i].is(flag::aggregate) || t.nodes[i].is(flag::windowed)))
            t.fail(problem_kind::misplaced_aggregate, i, t.nodes[i].text, "a list of row values");
    }
}

/// IN and BETWEEN compare their first operand with each of the others.
constexpr void check_membership(tree& t, int index) {
    if (t.nodes[index].is(flag::container)) return check_container(t, index);
    check_row_list(t, index);
    const int value = t.nodes[index].first;
    bool nullable = t.nodes[value].type.nullable;
    for (int i = t.nodes[value].next; i >= 0; i = t.nodes[i].next) {
        if (!agree(t, index, value, i, false)) return;
        nullable = nullable || t.nodes[i].type.nullable;
    }
    set_type(t.nodes[index], kind::boolean, nullable);
}

constexpr void check_negate(tree& t, int index) {
    const int operand = t.nodes[index].first;
    if (require(t, index, operand, kind::integer, problem_kind::not_numeric))
        inherit_computed(t.nodes[index], t.nodes[operand]);
}

/// Whether SQLite has a collation of that name built in.
constexpr bool is_collation(std::string_view name) {
    for (const std::string_view known : {"BINARY", "NOCASE", "RTRIM"})
        if (same_name(name, known)) return true;
    return false;
}

constexpr void check_collate(tree& t, int index) {
    const int operand = t.nodes[index].first;
    if (!require(t, index, operand, kind::text, problem_kind::not_text)) return;
    inherit_type(t.nodes[index], t.nodes[operand]);
    if (!is_collation(t.nodes[index].text))
        t.fail(problem_kind::unknown_collation, index, t.nodes[index].text);
}

}  // namespace tenon::inline v0::detail
