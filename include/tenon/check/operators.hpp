// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>

namespace tenon::inline v0::detail {

constexpr void set_type(node& n, kind storage, bool nullable) { n.type = {storage, nullable, nullptr}; }

constexpr void fail_types(tree& t, int owner, int left, int right) {
    problem& bad = t.fail(problem_kind::mismatched_types, owner);
    bad.left = t[left].type;
    bad.right = t[right].type;
    bad.operand = static_cast<std::int16_t>(right);
}

/// Whether a node stands for several values in one: a row value, or the rows of a query.
constexpr bool is_row(const tree& t, int index) {
    return t[index].code == op::row_value || (t[index].code == op::subquery && t[t[index].first].column > 1);
}

constexpr bool agree(tree& t, int owner, int left, int right, bool takes_null);

/// Compares values of a row one by one with those of another, or with a query's columns.
constexpr bool agree_rows(tree& t, int owner, int left, int right, bool takes_null) {
    for (const int side : {left, right}) t[side].mark(flag::accepted);
    const bool query = t[right].code == op::subquery;
    const int width = query ? t[t[right].first].column : is_row(t, right) ? count_children(t, right) : 1;
    if (t[left].code != op::row_value || !is_row(t, right) || count_children(t, left) != width) {
        t.fail(problem_kind::differing_rows_compared, owner);
        return false;
    }
    int column = query ? t[t[right].first].source : t[right].first;
    bool nullable = false;
    for (int i = t[left].first; i >= 0; i = t[i].next) {
        if (!query) {
            if (!agree(t, owner, i, column, takes_null)) return false;
            column = t[column].next;
            continue;
        }
        const sql_type type = t.columns[column++].type;
        if (is_untyped_placeholder(t[i])) settle_placeholder(t, i, type, takes_null);
        nullable = nullable || type.nullable;
        if (comparable(t[i].type, type) || literal_fits(t[i], type)) continue;
        problem& bad = t.fail(problem_kind::mismatched_types, owner);
        bad.left = t[i].type;
        bad.right = type;
        bad.operand = static_cast<std::int16_t>(right);
        return false;
    }
    if (query) t[right].type.nullable = nullable;
    return true;
}

/// Makes two operands agree: an untyped placeholder takes the other's type, everything else must be
/// comparable.
constexpr bool agree(tree& t, int owner, int left, int right, bool takes_null) {
    if (is_row(t, left) || is_row(t, right)) return agree_rows(t, owner, left, right, takes_null);
    for (const int operand : {left, right})
        if (is_null_literal(t[operand])) {
            t.fail(problem_kind::compared_with_null, owner).operand =
                static_cast<std::int16_t>(operand == left ? right : left);
            return false;
        }
    node &a = t[left], &b = t[right];
    for (const int operand : {left, right})
        if (!takes_null && t[operand].code == op::captured && t[operand].type.nullable) {
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
    node& n = t[index];
    const int left = n.first, right = t.second(index);
    const bool distinct = n.code == op::is_distinct;
    agree(t, index, left, right, distinct);
    set_type(n, kind::boolean, !distinct && (t[left].type.nullable || t[right].type.nullable));
}

constexpr bool require(tree& t, int owner, int operand, kind storage, problem_kind otherwise) {
    node& n = t[operand];
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
    for (int i = t[index].first; i >= 0; i = t[i].next) {
        require_condition(t, i);
        nullable = nullable || t[i].type.nullable;
    }
    set_type(t[index], kind::boolean, nullable);
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
    node& n = t[index];
    const int left = n.first, right = t.second(index);
    node &a = t[left], &b = t[right];
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
    for (int i = t[index].first; i >= 0; i = t[i].next) {
        if (!require(t, index, i, kind::text, problem_kind::not_text)) return;
        nullable = nullable || t[i].type.nullable;
    }
    set_type(t[index], t[index].code == op::concat ? kind::text : kind::boolean, nullable);
}

/// Bit operators take integers only.
constexpr void check_bits(tree& t, int index) {
    bool nullable = false;
    for (int i = t[index].first; i >= 0; i = t[i].next) {
        if (is_untyped_placeholder(t[i])) settle_placeholder(t, i, {kind::integer, false, nullptr}, false);
        nullable = nullable || t[i].type.nullable;
        if (t[i].type.storage == kind::integer || t[i].type.storage == kind::any || is_null_literal(t[i]))
            continue;
        t.fail(problem_kind::not_integer, i, "a bit operator").left = t[i].type;
        return;
    }
    set_type(t[index], kind::integer, nullable);
}

/// `->` and `->>`: what they find is NULL where the path leads nowhere.
constexpr void check_json_operator(tree& t, int index) {
    const int document = t[index].first, path = t.second(index);
    require(t, index, document, kind::text, problem_kind::not_text);
    if (is_untyped_placeholder(t[path])) settle_placeholder(t, path, {kind::text, false, nullptr}, false);
    if (t[path].type.storage != kind::integer) require(t, index, path, kind::text, problem_kind::not_text);
    set_type(t[index], t[index].code == op::json_get ? kind::text : kind::any, true);
}

/// A bound container: its elements are compared one by one.
constexpr void check_container(tree& t, int index) {
    const int value = t[index].first, list = t[value].next;
    if (t[list].parameter >= 0) ++t.parameters[t[list].parameter].lists;
    if (agree(t, index, value, list, false)) set_type(t[index], kind::boolean, t[value].type.nullable);
}

/// SQLite makes a list of row values a query of its own, whose aggregates would be its own too.
constexpr void check_row_list(tree& t, int index) {
    const int value = t[index].first;
    if (t[index].code != op::in || t[value].code != op::row_value) return;
    for (int i = index - 1; i > value; --i) {
        if (is_query(t[i].code))
            i = t[i].begin;
        else if (t[i].code == op::call && (t[i].is(flag::aggregate) || t[i].is(flag::windowed)))
            t.fail(problem_kind::misplaced_aggregate, i, t[i].text, "a list of row values");
    }
}

/// IN and BETWEEN compare their first operand with each of the others.
constexpr void check_membership(tree& t, int index) {
    if (t[index].is(flag::container)) return check_container(t, index);
    check_row_list(t, index);
    const int value = t[index].first;
    bool nullable = t[value].type.nullable;
    for (int i = t[value].next; i >= 0; i = t[i].next) {
        if (!agree(t, index, value, i, false)) return;
        nullable = nullable || t[i].type.nullable;
    }
    set_type(t[index], kind::boolean, nullable);
}

constexpr void check_negate(tree& t, int index) {
    const int operand = t[index].first;
    if (require(t, index, operand, kind::integer, problem_kind::not_numeric))
        inherit_computed(t[index], t[operand]);
}

/// Whether SQLite has a collation of that name built in.
constexpr bool is_collation(std::string_view name) {
    for (const std::string_view known : {"BINARY", "NOCASE", "RTRIM"})
        if (same_name(name, known)) return true;
    return false;
}

constexpr void check_collate(tree& t, int index) {
    const int operand = t[index].first;
    if (!require(t, index, operand, kind::text, problem_kind::not_text)) return;
    inherit_type(t[index], t[operand]);
    if (!is_collation(t[index].text)) t.fail(problem_kind::unknown_collation, index, t[index].text);
}

}  // namespace tenon::inline v0::detail
