// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/parser.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

constexpr int parse_expression(parser& p, int least = 1);
constexpr int parse_order_term(parser& p);
constexpr int parse_query(parser& p);
constexpr int parse_table_rows(parser& p);
constexpr int parse_behind_call(parser& p, int call);

constexpr bool begins_query(word w) { return w == word::select || w == word::values || w == word::with; }

constexpr int parse_literal(parser& p, kind storage, std::string_view text) {
    const int index = p.leaf(op::literal, text);
    p.t.nodes[index].type = {storage, storage == kind::null, nullptr};
    p.advance();
    return index;
}

constexpr std::string_view without_zeros(std::string_view digits) {
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    return digits;
}

// SQLite reads an integer that needs more than 64 bits as a real.
constexpr bool fits_64_bits(std::string_view digits) {
    if (digits.size() > 1 && (digits[1] == 'x' || digits[1] == 'X')) return true;
    digits = without_zeros(digits);
    constexpr std::string_view most = "9223372036854775807";
    return digits.size() < most.size() || (digits.size() == most.size() && digits <= most);
}

/// A query in parentheses, its only value or its rows.
constexpr int parse_subquery(parser& p) {
    const std::int32_t position = p.at().begin;
    const int query = p.t.unary(op::subquery, parse_query(p));
    p.t.nodes[query].position = position;
    return query;
}

/// What follows `(` in an expression: a query, several values in one, or an expression.
constexpr int parse_parenthesised(parser& p) {
    if (begins_query(p.meaning())) {
        const int query = parse_subquery(p);
        p.expect(word::close, "`)`");
        return query;
    }
    const std::int32_t position = p.at().begin;
    const int first = parse_expression(p);
    if (!p.is(word::comma)) {
        p.expect(word::close, "`)`");
        return first;
    }
    sibling_list values;
    values.add(p.t, first);
    while (p.take(word::comma)) values.add(p.t, parse_expression(p));
    p.expect(word::close, "`)`");
    const int row = values.close(p.t, op::row_value);
    p.t.nodes[row].position = position;
    return row;
}

constexpr int parse_case(parser& p) {
    const std::int32_t position = p.at().begin;
    p.advance();
    sibling_list parts;
    const bool operand = !p.is(word::when);
    if (operand) parts.add(p.t, parse_expression(p));
    if (!p.is(word::when)) return p.unexpected("WHEN");
    while (p.take(word::when)) {
        parts.add(p.t, parse_expression(p));
        p.expect(word::then, "THEN");
        parts.add(p.t, parse_expression(p));
    }
    const bool otherwise = p.take(word::else_);
    if (otherwise) parts.add(p.t, parse_expression(p));
    p.expect(word::end, otherwise ? "END" : "WHEN, ELSE or END");
    const int index = parts.close(p.t, op::case_);
    if (operand) p.t.nodes[index].mark(flag::operand);
    if (otherwise) p.t.nodes[index].mark(flag::otherwise);
    p.t.nodes[index].position = position;
    return index;
}

constexpr bool has_word(std::string_view text, std::string_view wanted) {
    for (std::size_t i = 0; i + wanted.size() <= text.size(); ++i)
        if (same_name(text.substr(i, wanted.size()), wanted)) return true;
    return false;
}

/// The storage that SQLite makes of a type's name; `any` where it depends on the value.
constexpr kind storage_of_type(std::string_view name) {
    if (has_word(name, "INT")) return kind::integer;
    if (has_word(name, "CHAR") || has_word(name, "CLOB") || has_word(name, "TEXT")) return kind::text;
    if (has_word(name, "BLOB")) return kind::blob;
    if (has_word(name, "REAL") || has_word(name, "FLOA") || has_word(name, "DOUB")) return kind::real;
    return kind::any;
}

/// The name of a type: words, perhaps with numbers in parentheses, which SQLite reads over.
constexpr kind parse_type(parser& p) {
    const int first = p.index;
    while (p.is_name() && may_be_alias(p.meaning())) ++p.index;
    if (p.index == first) {
        if (p.is(word::close))
            p.unsupported("CAST without a type", "name one");
        else
            p.unexpected("a type");
        return kind::any;
    }
    const std::int32_t begin = p.text.tokens[first].begin;
    const token& last = p.text.tokens[p.index - 1];
    const std::string_view name = p.text.sql.substr(static_cast<std::size_t>(begin),
                                                    static_cast<std::size_t>(last.begin + last.size - begin));
    const kind storage = storage_of_type(name);
    if (storage == kind::any) {
        p.index = first;
        p.unsupported("this type in CAST",
                      "INTEGER, REAL, TEXT and BLOB are those whose values have one type");
    }
    if (!p.take(word::open)) return storage;
    do {
        if (!p.take(word::minus)) p.take(word::plus);
        if (p.at().kind != token_kind::integer && p.at().kind != token_kind::real) {
            p.unexpected("a number");
            return storage;
        }
        p.advance();
    } while (p.take(word::comma));
    p.expect(word::close, "`)`");
    return storage;
}

constexpr int parse_cast(parser& p) {
    const std::int32_t position = p.at().begin;
    p.index += 2;
    const int operand = parse_expression(p);
    p.expect(word::as, "AS");
    const kind storage = parse_type(p);
    p.expect(word::close, "`)`");
    const int index = p.t.unary(op::cast, operand);
    p.t.nodes[index].text = column_type_name(storage);
    p.t.nodes[index].type = {storage, false, nullptr};
    p.t.nodes[index].position = position;
    return index;
}

constexpr int parse_call(parser& p) {
    const std::int32_t position = p.at().begin;
    const std::string_view name = p.name_of(p.at());
    p.index += 2;
    sibling_list arguments;
    bool distinct = false, all_rows = false;
    if (p.take(word::star)) {
        all_rows = true;
    } else if (p.is(word::close)) {
        all_rows = same_name(name, "COUNT");  // COUNT() is COUNT(*)
    } else {
        distinct = p.take(word::distinct);
        const bool none = !distinct && p.take(word::all) && p.is(word::close);
        if (!none) {
            do arguments.add(p.t, parse_expression(p));
            while (p.take(word::comma));
        }
    }
    if (p.is(word::order))
        return p.unsupported("ORDER BY inside a function", "order the rows of a query in FROM");
    p.expect(word::close, "`,` or `)`");
    const int call = arguments.close(p.t, op::call, name);
    p.t.nodes[call].position = position;
    if (distinct) p.t.nodes[call].mark(flag::distinct);
    if (all_rows) p.t.nodes[call].mark(flag::all_rows);
    return p.is(word::filter) || p.is(word::over) ? parse_behind_call(p, call) : call;
}

constexpr int parse_column(parser& p) {
    const int column = p.leaf(op::column, p.name_of(p.at()));
    p.take_name("a column");
    if (!p.take(word::dot)) return column;
    p.t.nodes[column].qualifier = p.t.nodes[column].text;
    p.t.nodes[column].text = p.take_name("a column");
    if (p.is(word::dot)) return p.unsupported("a database's name", "tables are known by their own names");
    return column;
}

constexpr int parse_name_or_call(parser& p) {
    if (p.ahead().meaning != word::open) return parse_column(p);
    if (p.at().kind == token_kind::word && p.meaning() == word::raise)
        return p.unsupported("RAISE", "it is for triggers");
    return parse_call(p);
}

constexpr int parse_word(parser& p) {
    switch (p.meaning()) {
    case word::none: return parse_name_or_call(p);
    case word::null: return parse_literal(p, kind::null, "NULL");
    case word::case_: return parse_case(p);
    case word::exists: {
        const std::int32_t position = p.at().begin;
        p.advance();
        p.expect(word::open, "`(`");
        if (!begins_query(p.meaning())) return p.unexpected("SELECT");
        const int exists = p.t.unary(op::exists, parse_query(p));
        p.t.nodes[exists].position = position;
        p.expect(word::close, "`)`");
        return exists;
    }
    case word::cast:
        if (p.ahead().meaning == word::open) return parse_cast(p);
        return parse_name_or_call(p);
    case word::true_:
        if (p.ahead().meaning != word::dot) return parse_literal(p, kind::boolean, "TRUE");
        return parse_name_or_call(p);
    case word::false_:
        if (p.ahead().meaning != word::dot) return parse_literal(p, kind::boolean, "FALSE");
        return parse_name_or_call(p);
    case word::current_date: return parse_literal(p, kind::text, "CURRENT_DATE");
    case word::current_time: return parse_literal(p, kind::text, "CURRENT_TIME");
    case word::current_timestamp: return parse_literal(p, kind::text, "CURRENT_TIMESTAMP");
    default: return may_name(p.meaning()) ? parse_name_or_call(p) : p.unexpected("an expression");
    }
}

constexpr int parse_primary(parser& p) {
    switch (p.at().kind) {
    case token_kind::word: return parse_word(p);
    case token_kind::integer: {
        const std::string_view digits = p.spelling(p.at());
        return parse_literal(p, fits_64_bits(digits) ? kind::integer : kind::real, digits);
    }
    case token_kind::real: return parse_literal(p, kind::real, p.spelling(p.at()));
    case token_kind::text: return parse_literal(p, kind::text, p.spelling(p.at()));
    case token_kind::blob: return parse_literal(p, kind::blob, p.spelling(p.at()));
    case token_kind::placeholder: {
        const int placeholder = p.leaf(op::placeholder, p.spelling(p.at()).substr(1));
        p.advance();
        return placeholder;
    }
    case token_kind::quoted_name: return parse_name_or_call(p);
    default: break;
    }
    if (!p.take(word::open)) return p.unexpected("an expression");
    return parse_parenthesised(p);
}

constexpr int parse_prefix(parser& p) {
    const word w = p.meaning();
    if (w != word::minus && w != word::plus && w != word::tilde && w != word::not_) return parse_primary(p);
    if (++p.depth > deepest_nesting) {
        --p.depth;
        return p.fail(problem_kind::too_deep, deepest_words);
    }
    const std::int32_t position = p.at().begin;
    p.advance();
    if (w == word::not_) {
        const int negated = p.t.unary(op::not_, parse_expression(p, 4));
        p.t.nodes[negated].position = position;
        --p.depth;
        return negated;
    }
    const int operand = parse_prefix(p);
    ++p.height;
    --p.depth;
    const int found = p.t.unary(w == word::minus  ? op::negate
                                : w == word::plus ? op::plus
                                                  : op::bit_not,
                                operand);
    p.t.nodes[found].position = position;
    // The least integer is written as a negated one that is too large by itself.
    if (node& digits = p.t.nodes[operand]; w == word::minus && digits.code == op::literal &&
                                           digits.type.storage == kind::real &&
                                           without_zeros(digits.text) == "9223372036854775808")
        digits.type.storage = kind::integer;
    return found;
}

}  // namespace tenon::inline v0::detail
