// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/query.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// The table that is written.
constexpr int parse_target(parser& p, bool may_have_alias) {
    const int source = p.leaf(op::source);
    p.t.nodes[source].qualifier = p.take_name("a table");
    if (p.is(word::dot)) return p.unsupported("a database's name", "tables are known by their own names");
    if (may_have_alias && p.take(word::as)) p.t.nodes[source].text = p.take_name("an alias");
    refuse_index_hint(p);
    return source;
}

/// OR IGNORE and OR REPLACE; OR ABORT is what happens anyway.
constexpr void parse_mode(parser& p, int marker) {
    if (!p.take(word::or_)) return;
    if (p.take(word::ignore))
        p.t.nodes[marker].mark(flag::or_ignore);
    else if (p.take(word::replace))
        p.t.nodes[marker].mark(flag::or_replace);
    else if (p.is(word::fail) || p.is(word::rollback))
        p.unsupported("OR FAIL or OR ROLLBACK", "a session takes back what failed as a whole");
    else
        p.expect(word::abort, "IGNORE or REPLACE");
}

/// `column = value, …`
constexpr void parse_assignments(parser& p, sibling_list& list) {
    do {
        if (p.is(word::open)) {
            p.unsupported("an assignment of several columns", "write column = value for each");
            return;
        }
        const std::int32_t position = p.at().begin;
        const std::string_view column = p.take_name("a column");
        p.expect(word::equal, "`=`");
        const int assign = p.t.unary(op::assign, parse_expression(p));
        p.t.nodes[assign].text = column;
        p.t.nodes[assign].position = position;
        list.add(p.t, assign);
    } while (p.take(word::comma));
}

constexpr int parse_set(parser& p, op code) {
    const int marker = p.enter(code);
    p.expect(word::set, "SET");
    sibling_list list;
    parse_assignments(p, list);
    return p.close(list, code, marker);
}

constexpr void parse_returning(parser& p, sibling_list& clauses) {
    if (p.take(word::returning)) clauses.add(p.t, parse_results(p, op::returning));
}

constexpr void refuse_ordered_write(parser& p, std::string_view statement) {
    if (p.is(word::order) || p.is(word::limit))
        p.unsupported(statement, "choose the rows by WHERE ... IN (SELECT ...)");
}

}  // namespace tenon::inline v0::detail
