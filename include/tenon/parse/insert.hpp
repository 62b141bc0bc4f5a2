// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/write.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// The columns that an INSERT gives: as it lists them, or all that are not generated.
struct inserted_columns {
    const parser& p;
    int known = -1;   // the table among those that are known
    int listed = -1;  // the token of the first
    int count = 0;

    constexpr std::string_view name(int which) const {
        if (listed >= 0) return p.name_of(p.text.tokens[listed + 2 * which]);
        const table_info& table = *p.t.known.tables[known];
        for (int i = 0; i < table.column_count; ++i)
            if (!table.columns[i].generated && which-- == 0) return table.columns[i].name;
        return {};
    }

    constexpr std::int32_t position(int which, std::int32_t otherwise) const {
        return listed >= 0 ? p.text.tokens[listed + 2 * which].begin : otherwise;
    }
};

constexpr inserted_columns parse_inserted_columns(parser& p, int target) {
    inserted_columns columns{p};
    if (p.take(word::open)) {
        columns.listed = p.index;
        do {
            p.take_name("a column");
            ++columns.count;
        } while (p.take(word::comma));
        p.expect(word::close, "`,` or `)`");
        return columns;
    }
    if (p.t.known.count == 0) return columns;
    columns.known = p.t.known.index_of(p.t.nodes[target].qualifier);
    if (columns.known < 0) {
        p.t.fail(problem_kind::unknown_table, target, p.t.nodes[target].qualifier);
        p.index = p.text.count;
        return columns;
    }
    const table_info& table = *p.t.known.tables[columns.known];
    for (int i = 0; i < table.column_count; ++i)
        if (!table.columns[i].generated) ++columns.count;
    return columns;
}

constexpr int parse_inserted_row(parser& p, const inserted_columns& columns) {
    const int row = p.index;
    const int marker = p.enter(op::values);
    p.expect(word::open, "`(`");
    sibling_list values;
    int given = 0;
    do {
        const std::int32_t position = p.at().begin;
        if (p.is(word::default_)) {
            p.unsupported("DEFAULT as a value", "leave the column out");
            break;
        }
        const int assign = p.t.unary(op::assign, parse_expression(p));
        if (given < columns.count) {
            p.t.nodes[assign].text = columns.name(given);
            p.t.nodes[assign].position = columns.position(given, position);
        }
        ++given;
        values.add(p.t, assign);
    } while (p.take(word::comma));
    p.expect(word::close, "`,` or `)`");
    const bool known = columns.listed >= 0 || columns.known >= 0;
    if (known && given != columns.count && !p.t.failed()) {
        p.fail_at(row, problem_kind::value_count, {});
        p.t.failure.operand = static_cast<std::int16_t>(given);
        p.t.failure.against = static_cast<std::int16_t>(columns.count);
    }
    return p.close(values, op::values, marker);
}

constexpr void parse_inserted_query(parser& p, const inserted_columns& columns, sibling_list& clauses) {
    if (columns.listed >= 0) {
        const int behind = p.index;
        p.index = columns.listed;
        const int marker = p.enter(op::columns);
        sibling_list names;
        do {
            names.add(p.t, p.leaf(op::column, p.name_of(p.at())));
            p.advance();
        } while (p.take(word::comma));
        p.index = behind;
        clauses.add(p.t, p.close(names, op::columns, marker));
    }
    const int marker = p.enter(op::rows);
    sibling_list query;
    query.add(p.t, parse_query(p));
    clauses.add(p.t, p.close(query, op::rows, marker));
}

constexpr void parse_conflict(parser& p, sibling_list& clauses) {
    p.advance();
    const int marker = p.enter(op::on_conflict);
    p.expect(word::conflict, "CONFLICT");
    sibling_list columns;
    if (p.take(word::open)) {
        do {
            const int column = p.leaf(op::column);
            p.t.nodes[column].text = p.take_name("a column");
            columns.add(p.t, column);
            if (p.is(word::collate) || p.is(word::asc) || p.is(word::desc) || p.is(word::open))
                p.unsupported("an index's term in ON CONFLICT",
                              "name the columns of a primary or unique key");
        } while (p.take(word::comma));
        p.expect(word::close, "`,` or `)`");
        if (p.is(word::where))
            p.unsupported("ON CONFLICT of a partial index", "name the columns of a primary or unique key");
    }
    clauses.add(p.t, p.close(columns, op::on_conflict, marker));
    p.expect(word::do_, columns.first < 0 ? "`(` or DO" : "DO");
    if (p.is(word::nothing)) {
        const int nothing = p.enter(op::do_nothing);
        p.advance();
        clauses.add(p.t, p.close({}, op::do_nothing, nothing));
        return;
    }
    if (!p.expect(word::update, "NOTHING or UPDATE")) return;
    clauses.add(p.t, parse_set(p, op::do_update));
    if (p.is(word::where)) clauses.add(p.t, parse_value_clause(p, op::update_where));
}

constexpr int parse_insert(parser& p, sibling_list clauses, int marker) {
    if (p.take(word::replace)) {
        p.t.nodes[marker].mark(flag::or_replace);
    } else {
        p.advance();
        parse_mode(p, marker);
    }
    p.expect(word::into, "INTO");
    const int target = parse_target(p, false);
    clauses.add(p.t, target);
    if (p.is(word::as)) p.unsupported("an alias of the table of an INSERT", "name the table itself");
    if (p.is(word::default_)) {
        const int row = p.enter(op::values);
        p.advance();
        p.expect(word::values, "VALUES");
        clauses.add(p.t, p.close({}, op::values, row));
    } else {
        const inserted_columns columns = parse_inserted_columns(p, target);
        if (p.is(word::values) && !p.at().compound) {
            p.advance();
            do clauses.add(p.t, parse_inserted_row(p, columns));
            while (p.take(word::comma));
        } else if (p.is(word::default_)) {
            p.unsupported("DEFAULT VALUES behind columns", "leave the columns out");
        } else if (begins_query(p.meaning())) {
            parse_inserted_query(p, columns, clauses);
        } else {
            p.unexpected(columns.listed < 0 ? "`(`, VALUES, SELECT or DEFAULT VALUES" : "VALUES or SELECT");
        }
    }
    if (p.is(word::on) && !p.t.failed()) parse_conflict(p, clauses);
    parse_returning(p, clauses);
    return p.close(clauses, op::insert, marker);
}

}  // namespace tenon::inline v0::detail
