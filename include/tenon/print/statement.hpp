// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/print/context.hpp>
#include <tenon/print/expression.hpp>
#include <tenon/print/insert.hpp>
#include <tenon/print/ordering.hpp>
#include <tenon/print/sources.hpp>
#include <tenon/print/window.hpp>

namespace tenon::inline v0::detail {

constexpr void print_results(printing& p, int clause) {
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        const int value = p.t.nodes[i].first;
        if (p.t.nodes[value].code == op::star)
            print_star(p, p.t.nodes[value]);
        else
            print_expression(p, value);
        if (!p.t.nodes[i].text.empty()) {
            p.out.put(" AS ");
            p.out.put_quoted(p.t.nodes[i].text);
        }
    }
}

constexpr void print_assignments(printing& p, int clause) {
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        print_target(p, p.t.nodes[i]);
        p.out.put(" = ");
        print_expression(p, p.t.nodes[i].first);
    }
}

constexpr bool followed_by_alike(const tree& t, int clause) {
    for (int i = t.nodes[clause].next; i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code == t.nodes[clause].code) return true;
    return false;
}

// Conditions given one after the other are one condition: all of them.
constexpr void print_condition(printing& p, int statement, int clause, bool first) {
    const op code = p.t.nodes[clause].code;
    const bool paged = code == op::where && find_clause(p.t, statement, op::page_after) >= 0;
    const bool alone = first && !paged && !followed_by_alike(p.t, clause);
    p.out.put(!first ? " AND " : code == op::having ? " HAVING " : " WHERE ");
    print_operand(p, p.t.nodes[clause].first, alone ? 0 : precedence(op::and_));
}

// After a FROM, SQLite would read ON CONFLICT as the condition of a join.
constexpr bool ends_in_from(const tree& t, int query) {
    if (t.nodes[query].code == op::compound && find_clause(t, query, op::order_by) < 0 &&
        find_clause(t, query, op::limit) < 0) {
        int last = -1;
        for (int i = t.nodes[query].first; i >= 0; i = t.nodes[i].next)
            if (t.nodes[i].code == op::arm) last = t.nodes[i].first;
        return ends_in_from(t, last);
    }
    if (t.nodes[query].code != op::select) return false;
    for (int i = t.nodes[query].first; i >= 0; i = t.nodes[i].next)
        if (t.nodes[i].code >= op::where && t.nodes[i].code <= op::limit) return false;
    return find_clause(t, query, op::from) >= 0;
}

constexpr void print_inserted_query(printing& p, int statement, int clause) {
    if (find_clause(p.t, statement, op::columns) < 0 && p.resolved) print_all_columns(p, statement);
    p.out.put(" ");
    const int query = p.t.nodes[clause].first;
    print_statement(p, query);
    if (find_clause(p.t, statement, op::on_conflict) >= 0 && ends_in_from(p.t, query))
        p.out.put(" WHERE TRUE");
}

constexpr void print_with(printing& p, int clause) {
    bool recursive = false;
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next)
        recursive = recursive || p.t.nodes[i].is(flag::recursive);
    p.out.put(recursive ? "WITH RECURSIVE " : "WITH ");
    for (int i = p.t.nodes[clause].first; i >= 0; i = p.t.nodes[i].next) {
        const node& part = p.t.nodes[i];
        if (i != p.t.nodes[clause].first) p.out.put(", ");
        p.out.put_quoted(part.text);
        for (int name = part.first; name != part.last; name = p.t.nodes[name].next) {
            p.out.put(name == part.first ? " (" : ", ");
            p.out.put_quoted(p.t.nodes[name].text);
        }
        p.out.put(part.first != part.last ? ") AS " : " AS ");
        p.out.put(part.is(flag::materialized)       ? "MATERIALIZED ("
                  : part.is(flag::not_materialized) ? "NOT MATERIALIZED ("
                                                    : "(");
        print_statement(p, part.last);
        p.out.put(")");
    }
    p.out.put(" ");
}

constexpr void print_clause(printing& p, int statement, int clause, bool first) {
    const node& n = p.t.nodes[clause];
    switch (n.code) {
    case op::results: p.out.put(n.is(flag::distinct) ? "DISTINCT " : ""); return print_results(p, clause);
    case op::from: p.out.put(" FROM "); return print_from(p, clause);
    case op::set: p.out.put(" SET "); return print_assignments(p, clause);
    case op::values: return print_values(p, clause, first);
    case op::columns: return print_columns(p, clause);
    case op::rows: return print_inserted_query(p, statement, clause);
    case op::where:
    case op::having:
    case op::update_where: return print_condition(p, statement, clause, first);
    case op::page_after: return print_page(p, statement, clause);
    case op::group_by: p.out.put(" GROUP BY "); return print_list(p, n.first);
    case op::windows: return print_windows(p, clause, first);
    case op::order_by: p.out.put(" ORDER BY "); return print_order(p, statement, clause);
    case op::limit: p.out.put(" LIMIT "); return print_expression(p, n.first);
    case op::offset: p.out.put(" OFFSET "); return print_expression(p, n.first);
    case op::on_conflict: return print_conflict(p, clause);
    case op::do_nothing: return p.out.put(" DO NOTHING");
    case op::do_update: p.out.put(" DO UPDATE SET "); return print_assignments(p, clause);
    case op::returning:
        p.out.put(" RETURNING ");
        if (p.resolved) p.returned = p.t.nodes[find_clause(p.t, statement, op::source)].source;
        return print_results(p, clause);
    default: return;
    }
}

constexpr std::string_view statement_words(const tree& t, int statement) {
    const node& marker = t.nodes[t.nodes[statement].begin];
    switch (t.nodes[statement].code) {
    case op::select: return "SELECT ";
    case op::insert:
        return marker.is(flag::or_replace)  ? "INSERT OR REPLACE INTO "
               : marker.is(flag::or_ignore) ? "INSERT OR IGNORE INTO "
                                            : "INSERT INTO ";
    case op::update:
        return marker.is(flag::or_replace)  ? "UPDATE OR REPLACE "
               : marker.is(flag::or_ignore) ? "UPDATE OR IGNORE "
                                            : "UPDATE ";
    case op::delete_: return "DELETE FROM ";
    default: return {};
    }
}

// A column's own name would take the place of `column1` of VALUES, but for the sign.
constexpr void print_row(printing& p, int value, bool first) {
    p.out.put(first ? "VALUES (" : ", (");
    for (int i = value; i >= 0; i = p.t.nodes[i].next) {
        if (i != value) p.out.put(", ");
        if (first && p.t.nodes[without_collations(p.t, i)].code == op::column) p.out.put("+");
        print_expression(p, i);
    }
    p.out.put(")");
}

constexpr bool orders_rows(const tree& t, int query) {
    return find_clause(t, query, op::order_by) >= 0 || find_clause(t, query, op::limit) >= 0;
}

// VALUES takes no ORDER BY or LIMIT, not even of the compound SELECT that it ends.
constexpr void print_arm(printing& p, int statement, int arm) {
    const int query = p.t.nodes[arm].first;
    bool last = true;
    for (int i = p.t.nodes[arm].next; i >= 0; i = p.t.nodes[i].next)
        last = last && p.t.nodes[i].code != op::arm;
    const bool wrapped = last && p.t.nodes[query].code == op::values_rows && orders_rows(p.t, statement);
    if (wrapped) p.out.put("SELECT * FROM (");
    print_statement(p, query);
    if (wrapped) p.out.put(")");
}

/// What is no clause: the SELECTs of a compound one, the rows of VALUES, the table that is written.
constexpr void print_parts(printing& p, int statement) {
    bool first = true;
    const bool wrapped = p.t.nodes[statement].code == op::values_rows && orders_rows(p.t, statement);
    if (wrapped) p.out.put("SELECT * FROM (");
    for (int i = p.t.nodes[statement].first; i >= 0; i = p.t.nodes[i].next) {
        const node& part = p.t.nodes[i];
        if (part.code == op::source) {
            print_table(p, i);
        } else if (part.code == op::arm) {
            if (!first) {
                p.out.put(" ");
                p.out.put(part.text);
                p.out.put(" ");
            }
            print_arm(p, statement, i);
        } else if (part.code == op::row) {
            print_row(p, part.first, first);
        } else {
            continue;
        }
        first = false;
    }
    if (wrapped) p.out.put(")");
}

/// The first clause of a statement in printing order, from that kind on; a statement's kind: there is none.
constexpr op first_clause(const tree& t, const node& statement, op from) {
    op first = op::select;
    for (int i = statement.first; i >= 0; i = t.nodes[i].next) {
        const op code = t.nodes[i].code;
        if (code >= from && code < first) first = code;
    }
    return first;
}

/// Writes a statement, or a query inside another one.
constexpr void print_statement(printing& p, int index) {
    const node& statement = p.t.nodes[index];
    if (const int with = find_clause(p.t, index, op::with); with >= 0) print_with(p, with);
    p.out.put(statement_words(p.t, index));
    print_parts(p, index);
    text_marks marks;
    for (op clause = first_clause(p.t, statement, op::results);;
         clause = first_clause(p.t, statement, static_cast<op>(static_cast<int>(clause) + 1))) {
        if (clause > op::page_after && marks.condition_end < 0) marks.condition_end = p.position();
        if (clause >= op::order_by && marks.order_end < 0) marks.order_end = p.position();
        if (clause > op::returning) break;
        bool first = true;
        for (int i = statement.first; i >= 0; i = p.t.nodes[i].next)
            if (p.t.nodes[i].code == clause) {
                print_clause(p, index, i, first);
                first = false;
            }
        if (clause == op::order_by) {
            marks.order = marks.order_end + static_cast<std::int32_t>(sizeof " ORDER BY " - 1);
            marks.order_end = p.position();
        }
    }
    p.marks = marks;  // the outermost statement is printed last
}

/// Writes the checked tree as SQL and numbers its parameters.
constexpr void print(printing& p) {
    for (int i = 0; i < p.t.parameter_count; ++i) p.t.parameters[i].number = 0;
    const int root = p.t.node_count - 1;
    if (p.t.nodes[root].code == op::expression)
        print_expression(p, p.t.nodes[root].first);
    else
        print_statement(p, root);
}

}  // namespace tenon::inline v0::detail
