// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/insert.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr int parse_update(parser& p, sibling_list clauses, int marker) {
    const token& update = p.at();
    p.advance();
    parse_mode(p, marker);
    clauses.add(p.t, parse_target(p, true));
    const int set = p.index;
    int behind = -1;
    if (update.link >= 0 && !p.t.failed()) {
        p.index = update.link;
        clauses.add(p.t, parse_from(p));
        behind = p.index;
        if (!p.t.failed()) p.index = set;
    }
    clauses.add(p.t, parse_set(p, op::set));
    if (update.link >= 0 && !p.t.failed()) {
        if (p.index != update.link)
            p.unexpected("`,`, FROM or WHERE");
        else
            p.index = behind;
    }
    if (p.is(word::where)) clauses.add(p.t, parse_value_clause(p, op::where));
    parse_returning(p, clauses);
    refuse_ordered_write(p, "UPDATE with ORDER BY or LIMIT");
    return p.close(clauses, op::update, marker);
}

constexpr int parse_delete(parser& p, sibling_list clauses, int marker) {
    p.advance();
    p.expect(word::from, "FROM");
    clauses.add(p.t, parse_target(p, true));
    if (p.is(word::using_))
        p.unsupported("DELETE with USING", "choose the rows by WHERE ... IN (SELECT ...)");
    if (p.is(word::where)) clauses.add(p.t, parse_value_clause(p, op::where));
    parse_returning(p, clauses);
    refuse_ordered_write(p, "DELETE with ORDER BY or LIMIT");
    return p.close(clauses, op::delete_, marker);
}

constexpr op statement_code(word w) {
    switch (w) {
    case word::insert:
    case word::replace: return op::insert;
    case word::update: return op::update;
    case word::delete_: return op::delete_;
    default: return op::select;
    }
}

/// Parses one statement, perhaps followed by semicolons.
constexpr int parse_statement(parser& p) {
    while (p.take(word::semicolon)) {
    }
    const int marker = p.enter(op::select);
    sibling_list clauses;
    if (p.is(word::with)) clauses.add(p.t, parse_with(p));
    const op code = statement_code(p.meaning());
    p.t.nodes[marker].column = static_cast<std::int16_t>(code);
    int statement = -1;
    switch (code) {
    case op::insert: statement = parse_insert(p, clauses, marker); break;
    case op::update: statement = parse_update(p, clauses, marker); break;
    case op::delete_: statement = parse_delete(p, clauses, marker); break;
    default:
        if (!begins_query(p.meaning()))
            return p.unexpected(clauses.first < 0 ? "SELECT, INSERT, UPDATE, DELETE, WITH or VALUES"
                                                  : "SELECT, INSERT, UPDATE, DELETE or VALUES");
        statement = parse_query_from(p, clauses, marker);
    }
    while (p.take(word::semicolon)) {
    }
    if (!p.at_end()) {
        if (p.index > 0 && p.text.tokens[p.index - 1].meaning == word::semicolon)
            p.unsupported("a second statement", "give each a text of its own");
        else
            p.unexpected("the end of the statement");
    }
    return statement;
}

}  // namespace tenon::inline v0::detail
