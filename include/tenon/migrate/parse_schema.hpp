// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/parse_table.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

template <class = void>
index parse_index(token_reader& in, bool unique) {
    index result;
    result.unique = unique;
    result.name = in.qualified_name();
    in.take("ON");
    result.table = in.name();
    result.terms = parse_terms(in.inside());
    if (in.take("WHERE")) {
        const std::vector<token> condition = tokens_of(in.rest());
        result.where = joined(condition.data(), condition.size());
    }
    return result;
}

template <class = void>
virtual_table parse_virtual_table(token_reader& in) {
    virtual_table result;
    result.name = in.qualified_name();
    in.take("USING");
    result.module_name = in.name();
    for (const std::vector<token>& argument : split_list(in.sees("(") ? in.inside() : std::vector<token>()))
        result.arguments.push_back(joined(argument.data(), argument.size()));
    return result;
}

template <class = void>
std::string without_end(std::string_view sql) {
    const std::size_t last = sql.find_last_not_of("; \t\r\n\f");
    return std::string(sql.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

template <class = void>
trigger parse_trigger(token_reader& in) {
    trigger result;
    result.sql = "CREATE TRIGGER " + without_end(in.rest());
    result.name = in.qualified_name();
    while (!in.at_end() && !in.take("ON")) in.skip();
    result.table = in.qualified_name();
    return result;
}

/// Adds what a CREATE statement makes.
template <class = void>
void add_statement(model& to, std::string_view sql) {
    token_reader in(sql);
    if (!in.take("CREATE")) return;
    if (!in.take("TEMP")) in.take("TEMPORARY");
    const bool unique = in.take("UNIQUE");
    const token what = in.peek();
    in.skip();
    const bool is_virtual = what.is("VIRTUAL");
    if (is_virtual) in.skip();
    if (in.sees("IF", "NOT")) in.skip(3);
    if (is_virtual) {
        to.virtual_tables.push_back(parse_virtual_table(in));
    } else if (what.is("TABLE")) {
        to.tables.push_back(parse_table(in));
    } else if (what.is("INDEX")) {
        to.indexes.push_back(parse_index(in, unique));
    } else if (what.is("VIEW")) {
        view next;
        next.sql = "CREATE VIEW " + without_end(in.rest());
        next.name = in.qualified_name();
        to.views.push_back(std::move(next));
    } else if (what.is("TRIGGER")) {
        to.triggers.push_back(parse_trigger(in));
    }
}

/// Texts in double quotes of all indexes as texts.
template <class = void>
void make_index_texts_plain(model& of) {
    for (index& each : of.indexes)
        if (const table* const on = find(of.tables, each.table)) {
            each.where = with_plain_texts(each.where, *on);
            for (term& part : each.terms)
                if (part.expression) part.text = with_plain_texts(part.text, *on);
        }
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// The model of CREATE statements, one each, which SQLite would accept; others are left out.
template <class = void>
model parse(const std::vector<std::string_view>& statements) {
    model result;
    for (const std::string_view sql : statements) detail::add_statement(result, sql);
    return result;
}

}  // namespace tenon::inline v0::schema
