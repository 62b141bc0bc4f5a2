// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/parse/sources.hpp>
#include <tenon/parse/window.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// One expression as a clause: WHERE, HAVING, LIMIT, OFFSET; p is at the clause's word.
constexpr int parse_value_clause(parser& p, op code) {
    const int marker = p.enter(code);
    p.advance();
    sibling_list list;
    list.add(p.t, parse_expression(p));
    return p.close(list, code, marker);
}

/// Where `*` or `t.*` stands for columns.
constexpr bool at_star(const parser& p) {
    if (p.is(word::star)) return true;
    return p.is_name() && p.ahead().meaning == word::dot && p.index + 2 < p.text.count &&
           p.text.tokens[p.index + 2].meaning == word::star;
}

constexpr int parse_result(parser& p) {
    const std::int32_t position = p.at().begin;
    int value = -1;
    if (at_star(p)) {
        value = p.leaf(op::star);
        if (!p.is(word::star)) {
            p.t.nodes[value].qualifier = p.name_of(p.at());
            p.index += 2;
        }
        p.advance();
        value = p.t.unary(op::result, value);
    } else {
        value = p.t.unary(op::result, parse_expression(p));
        p.t.nodes[value].text = parse_alias(p);
    }
    p.t.nodes[value].position = position;
    return value;
}

/// The results of a SELECT, or of RETURNING; p is at the first of them.
constexpr int parse_results(parser& p, op code) {
    const int marker = p.enter(code);
    sibling_list results;
    do results.add(p.t, parse_result(p));
    while (p.take(word::comma));
    return p.close(results, code, marker);
}

constexpr int parse_group_by(parser& p) {
    const int marker = p.enter(op::group_by);
    p.advance();
    p.expect(word::by, "BY");
    sibling_list list;
    do list.add(p.t, parse_expression(p));
    while (p.take(word::comma));
    return p.close(list, op::group_by, marker);
}

/// ORDER BY, LIMIT and OFFSET, where they come next.
constexpr void parse_ordering(parser& p, sibling_list& clauses) {
    if (p.is(word::order)) {
        const int marker = p.enter(op::order_by);
        p.advance();
        p.expect(word::by, "BY");
        sibling_list terms;
        do terms.add(p.t, parse_order_term(p));
        while (p.take(word::comma));
        clauses.add(p.t, p.close(terms, op::order_by, marker));
    }
    if (!p.is(word::limit)) return;
    clauses.add(p.t, parse_value_clause(p, op::limit));
    if (p.is(word::offset)) {
        clauses.add(p.t, parse_value_clause(p, op::offset));
    } else if (p.is(word::comma)) {
        // The first of both is the offset.
        p.t.nodes[clauses.last].code = op::offset;
        p.t.nodes[p.t.nodes[clauses.last].begin].column = static_cast<std::int16_t>(op::offset);
        clauses.add(p.t, parse_value_clause(p, op::limit));
    }
}

/// A SELECT up to its HAVING and WINDOW; `clauses` may hold a WITH. FROM is read first, which the results
/// need.
constexpr int parse_select(parser& p, sibling_list clauses, int marker, bool alone) {
    const token& select = p.at();
    p.t.nodes[marker].position = select.begin;
    p.advance();
    const bool distinct = p.take(word::distinct);
    if (!distinct) p.take(word::all);
    const int results = p.index;
    int behind = -1;
    if (select.link >= 0) {
        p.index = select.link;
        clauses.add(p.t, parse_from(p));
        behind = p.index;
        if (!p.t.failed()) p.index = results;
    }
    if (!p.t.failed()) {
        const int list = parse_results(p, op::results);
        if (distinct) p.t.nodes[list].mark(flag::distinct);
        clauses.add(p.t, list);
        if (select.link >= 0 && !p.t.failed()) {
            if (p.index != select.link)
                p.unexpected("`,` or FROM");
            else
                p.index = behind;
        }
    }
    if (p.is(word::where)) clauses.add(p.t, parse_value_clause(p, op::where));
    if (p.is(word::group)) {
        clauses.add(p.t, parse_group_by(p));
        p.t.nodes[marker].mark(flag::grouped);
    }
    if (p.is(word::having)) clauses.add(p.t, parse_value_clause(p, op::having));
    if (begins_window_clause(p)) clauses.add(p.t, parse_windows(p));
    if (alone) parse_ordering(p, clauses);
    return p.close(clauses, op::select, marker);
}

/// VALUES as a query.
constexpr int parse_values(parser& p, sibling_list clauses, int marker) {
    p.t.nodes[marker].position = p.at().begin;
    p.advance();
    do {
        const std::int32_t position = p.at().begin;
        if (!p.expect(word::open, "`(`")) break;
        sibling_list values;
        do values.add(p.t, parse_expression(p));
        while (p.take(word::comma));
        p.expect(word::close, "`,` or `)`");
        const int row = values.close(p.t, op::row);
        p.t.nodes[row].position = position;
        clauses.add(p.t, row);
    } while (p.take(word::comma));
    return p.close(clauses, op::values_rows, marker);
}

constexpr int parse_part(parser& p, sibling_list clauses, int marker, bool alone) {
    if (p.is(word::select)) return parse_select(p, clauses, marker, alone);
    if (p.is(word::values)) return parse_values(p, clauses, marker);
    return p.unexpected("SELECT or VALUES");
}

constexpr op part_code(const parser& p) { return p.is(word::values) ? op::values_rows : op::select; }

/// The words between the parts of a compound SELECT.
constexpr std::string_view parse_compound_words(parser& p) {
    if (p.take(word::union_)) return p.take(word::all) ? "UNION ALL" : "UNION";
    if (p.take(word::intersect)) return "INTERSECT";
    if (p.take(word::except)) return "EXCEPT";
    return {};
}

constexpr int parse_arm(parser& p, std::string_view words) {
    const int marker = p.enter(part_code(p));
    const int arm = p.t.unary(op::arm, parse_part(p, {}, marker, false));
    p.t.nodes[arm].text = words;
    p.t.nodes[arm].position = p.t.nodes[marker].position;
    return arm;
}

constexpr int parse_compound(parser& p, sibling_list clauses, int marker) {
    clauses.add(p.t, parse_arm(p, {}));
    for (;;) {
        const std::string_view words = parse_compound_words(p);
        if (words.empty()) break;
        clauses.add(p.t, parse_arm(p, words));
    }
    parse_ordering(p, clauses);
    return p.close(clauses, op::compound, marker);
}

constexpr bool reads_itself(const tree& t, int marker, std::string_view name) {
    for (int i = marker; i < t.node_count; ++i)
        if (reads_name(t.nodes[i], name)) return true;
    return false;
}

constexpr int parse_with_part(parser& p) {
    const int marker = p.enter(op::cte);
    const std::string_view name = p.take_name("a name");
    sibling_list parts;
    if (p.take(word::open)) {
        do {
            const int column = p.leaf(op::cte_column);
            p.t.nodes[column].text = p.take_name("a column");
            parts.add(p.t, column);
        } while (p.take(word::comma));
        p.expect(word::close, "`,` or `)`");
    }
    p.expect(word::as, "AS");
    const bool negated = p.is(word::not_) && p.ahead().meaning == word::materialized;
    if (negated) p.advance();
    if (p.take(word::materialized))
        p.t.nodes[marker].mark(negated ? flag::not_materialized : flag::materialized);
    p.expect(word::open, "`(`");
    parts.add(p.t, parse_query(p));
    p.expect(word::close, "`)`");
    p.t.nodes[marker].text = name;
    if (reads_itself(p.t, marker, name)) p.t.nodes[marker].mark(flag::recursive);
    const int part = p.close(parts, op::cte, marker);
    p.t.nodes[part].text = name;
    p.t.nodes[part].flags = p.t.nodes[marker].flags;
    return part;
}

/// WITH and its parts; those that read themselves are recursive, whatever it says.
constexpr int parse_with(parser& p) {
    const int marker = p.enter(op::with);
    p.advance();
    const bool recursive = p.take(word::recursive);
    sibling_list parts;
    bool any = false;
    do {
        const int part = parse_with_part(p);
        any = any || p.t.nodes[part].is(flag::recursive);
        parts.add(p.t, part);
    } while (p.take(word::comma));
    if (recursive && !any && !p.t.failed()) {
        p.t.nodes[parts.last].mark(flag::recursive);
        p.t.nodes[p.t.nodes[parts.last].begin].mark(flag::recursive);
    }
    return p.close(parts, op::with, marker);
}

/// A SELECT, several of them, or VALUES, perhaps behind a WITH.
constexpr int parse_query_from(parser& p, sibling_list clauses, int marker) {
    const bool compound = p.at().compound;
    p.t.nodes[marker].column = static_cast<std::int16_t>(compound ? op::compound : part_code(p));
    return compound ? parse_compound(p, clauses, marker) : parse_part(p, clauses, marker, true);
}

// A query takes the room of three expressions.
constexpr int parse_query(parser& p) {
    if ((p.depth += 3) > deepest_nesting) {
        p.depth -= 3;
        return p.fail(problem_kind::too_deep, deepest_words);
    }
    const int marker = p.enter(op::select);
    sibling_list clauses;
    if (p.is(word::with)) clauses.add(p.t, parse_with(p));
    const int query = parse_query_from(p, clauses, marker);
    p.depth -= 3;
    p.height += 2;
    return query;
}

/// A table in place of a list: `IN table`.
constexpr int parse_table_rows(parser& p) {
    const int marker = p.enter(op::select);
    sibling_list clauses;
    const int from = p.enter(op::from);
    sibling_list sources;
    const int source = p.leaf(op::source);
    p.t.nodes[source].qualifier = p.take_name("a table");
    sources.add(p.t, source);
    clauses.add(p.t, p.close(sources, op::from, from));
    const int results = p.enter(op::results);
    sibling_list list;
    list.add(p.t, p.t.unary(op::result, p.leaf(op::star)));
    clauses.add(p.t, p.close(list, op::results, results));
    const int rows = p.t.unary(op::subquery, p.close(clauses, op::select, marker));
    p.t.nodes[rows].mark(flag::listed);
    return rows;
}

}  // namespace tenon::inline v0::detail
