// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/model.hpp>
#include <tenon/migrate/parse.hpp>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

template <class = void>
std::string take_conflict(token_reader& in) {
    if (!in.sees("ON", "CONFLICT")) return {};
    in.skip(2);
    const std::string word = in.name();
    return same_name(word, "ABORT") ? std::string() : word;
}

template <class = void>
term parse_term(std::vector<token> tokens) {
    term result;
    if (!tokens.empty() && (tokens.back().is("ASC") || tokens.back().is("DESC"))) {
        result.descending = tokens.back().is("DESC");
        tokens.pop_back();
    }
    if (tokens.size() > 2 && tokens[tokens.size() - 2].is("COLLATE")) {
        result.collation = unquoted(tokens.back().text);
        tokens.resize(tokens.size() - 2);
    }
    if (tokens.size() == 1 && (is_name(tokens[0]) || tokens[0].kind == token_kind::text)) {
        result.text = unquoted(tokens[0].text);
    } else {
        result.expression = true;
        result.text = joined(tokens.data(), tokens.size());
    }
    return result;
}

template <class = void>
std::vector<term> parse_terms(const std::vector<token>& tokens) {
    std::vector<term> result;
    for (const std::vector<token>& each : split_list(tokens)) result.push_back(parse_term(each));
    return result;
}

template <class = void>
reference_action parse_action(token_reader& in) {
    if (in.take("SET", "NULL")) return reference_action::set_null;
    if (in.take("SET", "DEFAULT")) return reference_action::set_default;
    if (in.take("CASCADE")) return reference_action::cascade;
    if (in.take("RESTRICT")) return reference_action::restrict_;
    in.skip(2);  // NO ACTION
    return reference_action::no_action;
}

template <class = void>
bool sees_deferral(const token_reader& in) {
    return in.sees("DEFERRABLE") || in.sees("NOT", "DEFERRABLE");
}

template <class = void>
void parse_deferral(token_reader& in, foreign_key& into) {
    const bool not_at_all = in.take("NOT");
    in.skip();
    if (in.take("INITIALLY")) into.deferred = !not_at_all && in.take("DEFERRED");
    in.take("IMMEDIATE");
    in.take("DEFERRED");
}

// Behind REFERENCES.
template <class = void>
void parse_references(token_reader& in, foreign_key& into) {
    into.target = in.name();
    if (in.sees("(")) into.target_columns = names_of(in.inside());
    for (;;) {
        if (in.take("ON", "DELETE")) {
            into.on_delete = parse_action(in);
        } else if (in.take("ON", "UPDATE")) {
            into.on_update = parse_action(in);
        } else if (in.take("MATCH")) {
            in.skip();
        } else if (sees_deferral(in)) {
            parse_deferral(in, into);
        } else {
            return;
        }
    }
}

template <class = void>
std::string parse_default(token_reader& in) {
    if (in.sees("(")) {
        const std::vector<token> inside = in.inside();
        return '(' + joined(inside.data(), inside.size()) + ')';
    }
    std::string result;
    if (in.sees("-") || in.sees("+")) {
        result = in.peek().text;
        in.skip();
    }
    result += in.peek().text;
    in.skip();
    return result;
}

template <class = void>
bool starts_constraint(const token_reader& in) {
    for (const std::string_view word : {"CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT",
                                        "COLLATE", "REFERENCES", "AS", "ON", "DEFERRABLE", ",", ")"})
        if (in.sees(word)) return true;
    return in.sees("GENERATED", "ALWAYS");
}

template <class = void>
std::string parse_type(token_reader& in) {
    std::string result;
    while (!in.at_end() && !starts_constraint(in)) {
        if (in.sees("(")) {
            result += '(';
            std::string_view between;
            for (const std::vector<token>& number : split_list(in.inside())) {
                (result += between) += joined(number.data(), number.size());
                between = ",";
            }
            result += ')';
        } else {
            if (!result.empty()) result += ' ';
            result += in.peek().text;
            in.skip();
        }
    }
    return result;
}

template <class = void>
bool is_integer_key(const table& of) {
    if (of.without_rowid || of.primary_key.terms.size() != 1) return false;
    const column* number = find(of.columns, of.primary_key.terms[0].text);
    return number != nullptr && same_name(unquoted(number->type), "INTEGER");
}

template <class = void>
void parse_column_rules(token_reader& in, table& into, column& of, bool& descending_key) {
    std::string name;
    while (!in.at_end() && !in.sees(",") && !in.sees(")")) {
        if (in.take("CONSTRAINT")) {
            name = in.name();
            continue;
        }
        if (in.take("PRIMARY", "KEY")) {
            descending_key = in.take("DESC");  // such a key is not the row's number
            in.take("ASC");
            into.primary_key = {name, {{of.name, false, {}, false}}, take_conflict(in)};
            into.autoincrement = in.take("AUTOINCREMENT");
        } else if (in.take("NOT", "NULL")) {
            of.not_null = true;
            of.not_null_conflict = take_conflict(in);
        } else if (in.take("NULL")) {
            take_conflict(in);
        } else if (in.take("UNIQUE")) {
            into.uniques.push_back({name, {{of.name, false, {}, false}}, take_conflict(in)});
        } else if (in.take("CHECK")) {
            into.checks.push_back({name, expression_text(in.inside(), into.name)});
            take_conflict(in);
        } else if (in.take("DEFAULT")) {
            of.default_value = parse_default(in);
        } else if (in.take("COLLATE")) {
            of.collation = in.name();
        } else if (in.take("REFERENCES")) {
            foreign_key key{name, {of.name}};
            parse_references(in, key);
            into.foreign_keys.push_back(std::move(key));
        } else if (sees_deferral(in) && !into.foreign_keys.empty()) {  // behind another constraint
            parse_deferral(in, into.foreign_keys.back());
        } else if (in.sees("AS") || in.sees("GENERATED")) {
            if (in.take("GENERATED")) in.skip();
            in.skip();
            of.generated = expression_text(in.inside(), into.name);
            of.stored = in.take("STORED");
            in.take("VIRTUAL");
        } else {
            in.skip();
        }
        name.clear();
    }
}

template <class = void>
void parse_table_constraint(token_reader& in, table& into) {
    std::string name;
    while (in.take("CONSTRAINT")) name = in.name();
    if (in.take("PRIMARY", "KEY")) {
        std::vector<token> inside = in.inside();
        if (!inside.empty() && inside.back().is("AUTOINCREMENT")) {
            into.autoincrement = true;
            inside.pop_back();
        }
        into.primary_key = {name, parse_terms(inside), take_conflict(in)};
    } else if (in.take("UNIQUE")) {
        std::vector<term> terms = parse_terms(in.inside());
        into.uniques.push_back({name, std::move(terms), take_conflict(in)});
    } else if (in.take("CHECK")) {
        into.checks.push_back({name, expression_text(in.inside(), into.name)});
        take_conflict(in);
    } else if (in.take("FOREIGN", "KEY")) {
        foreign_key key{name, names_of(in.inside())};
        in.take("REFERENCES");
        parse_references(in, key);
        into.foreign_keys.push_back(std::move(key));
    } else if (!in.sees(",") && !in.sees(")")) {  // a name may stand alone
        in.skip();
    }
}

/// Whether it means a row's number, where no column is called so.
template <class = void>
bool is_rowid(std::string_view name) {
    return same_name(name, "rowid") || same_name(name, "_rowid_") || same_name(name, "oid");
}

/// An expression of a table with texts in double quotes as texts: SQLite takes what names no column for one,
/// where a database was made so, and refuses it when the table is made anew.
template <class = void>
std::string with_plain_texts(const std::string& expression, const table& of) {
    const std::vector<token> tokens = tokens_of(expression);
    std::string result;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string name = unquoted(tokens[i].text);
        if (tokens[i].text[0] != '"' || find(of.columns, name) != nullptr || is_rowid(name)) continue;
        if (i > 0 && (tokens[i - 1].is("COLLATE") || tokens[i - 1].is("AS"))) continue;
        if (i + 1 < tokens.size() && (tokens[i + 1].is("(") || tokens[i + 1].is("."))) continue;
        result += expression.substr(copied, tokens[i].position - copied) + as_text(name);
        copied = tokens[i].position + tokens[i].text.size();
    }
    return result += expression.substr(copied);
}

/// Reads what stands behind CREATE TABLE.
template <class = void>
table parse_table(token_reader& in) {
    table result;
    result.name = in.qualified_name();
    in.take("(");
    bool descending_key = false;
    while (!in.at_end() && !in.take(")")) {
        const bool constraint = in.sees("CONSTRAINT") || in.sees("PRIMARY") || in.sees("UNIQUE") ||
                                in.sees("CHECK") || in.sees("FOREIGN");
        if (in.take(",")) continue;
        if (constraint) {
            parse_table_constraint(in, result);
            continue;
        }
        column next;
        next.name = in.name();
        next.type = parse_type(in);
        parse_column_rules(in, result, next, descending_key);
        result.columns.push_back(std::move(next));
    }
    while (!in.at_end()) {
        if (in.take("WITHOUT", "ROWID"))
            result.without_rowid = true;
        else if (in.take("STRICT"))
            result.strict = true;
        else
            in.skip();
    }
    result.integer_key = !descending_key && is_integer_key(result);
    if (result.integer_key)
        result.primary_key.terms[0] = {result.primary_key.terms[0].text, false, {}, false};
    if (descending_key) result.primary_key.terms[0].descending = true;
    for (check_constraint& each : result.checks) each.expression = with_plain_texts(each.expression, result);
    for (column& each : result.columns) each.generated = with_plain_texts(each.generated, result);
    return result;
}

}  // namespace tenon::inline v0::schema::detail
