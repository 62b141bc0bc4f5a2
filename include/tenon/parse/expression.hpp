// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/parser.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

constexpr int parse_expression(parser& p);

constexpr std::string_view unquote(std::string_view name) { return name.substr(1, name.size() - 2); }

constexpr int parse_literal(parser& p, kind storage, std::string_view text) {
    const int index = p.leaf(op::literal, text);
    p.t[index].type = {storage, storage == kind::null, nullptr};
    p.advance();
    return index;
}

// SQLite reads an integer that needs more than 64 bits as a real.
constexpr bool fits_64_bits(std::string_view digits) {
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    constexpr std::string_view most = "9223372036854775807";
    return digits.size() < most.size() || (digits.size() == most.size() && digits <= most);
}

constexpr std::string_view parse_name(parser& p) {
    const token name = p.at;
    if (name.kind != token_kind::word && name.kind != token_kind::quoted_name) {
        p.unexpected("a name");
        return {};
    }
    p.advance();
    return name.kind == token_kind::word ? name.text : unquote(name.text);
}

constexpr int parse_call(parser& p, const token& name) {
    sibling_list arguments;
    bool distinct = false, all_rows = false;
    if (p.take("*")) {
        all_rows = true;
    } else if (!p.at.is(")")) {
        distinct = p.take("DISTINCT");
        do arguments.add(p.t, parse_expression(p));
        while (p.take(","));
    }
    p.expect(")");
    const int call = arguments.close(p.t, op::call, name.text);
    p.t[call].position = name.position;
    if (distinct) p.t[call].mark(flag::distinct);
    if (all_rows) p.t[call].mark(flag::all_rows);
    return call;
}

constexpr int parse_column_or_call(parser& p) {
    const token first = p.at;
    const std::string_view name = parse_name(p);
    if (first.kind == token_kind::word && p.take("(")) return parse_call(p, first);
    if (!p.take(".")) {
        const int column = p.leaf(op::column, name);
        p.t[column].position = first.position;
        return column;
    }
    const int column = p.leaf(op::column, {});
    p.t[column].qualifier = name;
    p.t[column].position = first.position;
    p.t[column].text = parse_name(p);
    return column;
}

constexpr int parse_primary(parser& p) {
    switch (p.at.kind) {
    case token_kind::integer:
        return parse_literal(p, fits_64_bits(p.at.text) ? kind::integer : kind::real, p.at.text);
    case token_kind::real: return parse_literal(p, kind::real, p.at.text);
    case token_kind::text: return parse_literal(p, kind::text, p.at.text);
    case token_kind::blob: return parse_literal(p, kind::blob, p.at.text);
    case token_kind::placeholder: {
        const int placeholder = p.leaf(op::placeholder, p.at.text.substr(1));
        p.advance();
        return placeholder;
    }
    case token_kind::quoted_name: return parse_column_or_call(p);
    case token_kind::word:
        if (p.at.is("NULL")) return parse_literal(p, kind::null, "NULL");
        if (p.at.is("TRUE")) return parse_literal(p, kind::boolean, "TRUE");
        if (p.at.is("FALSE")) return parse_literal(p, kind::boolean, "FALSE");
        return parse_column_or_call(p);
    default:
        if (!p.take("(")) return p.unexpected("an expression");
        const int inner = parse_expression(p);
        p.expect(")");
        return inner;
    }
}

constexpr int parse_unary(parser& p) {
    if (p.at.is("-") || p.at.is("+")) {
        if (++p.depth > parser::deepest) return p.fail(problem_kind::too_deep, {});
        const bool negative = p.at.is("-");
        p.advance();
        const int operand = parse_unary(p);
        --p.depth;
        return negative ? p.t.unary(op::negate, operand) : operand;
    }
    int operand = parse_primary(p);
    while (!p.t.failed() && p.take("COLLATE")) {
        operand = p.t.unary(op::collate, operand);
        p.t[operand].text = parse_name(p);
    }
    return operand;
}

struct binary_operator {
    std::string_view symbol;
    op code;
};

constexpr op take_operator(parser& p, const binary_operator* from, int count) {
    for (int i = 0; i < count; ++i)
        if (p.take(from[i].symbol)) return from[i].code;
    return op::none;
}

// Each level parses operands of the next tighter one and joins them from the left.
template <int Level>
constexpr int parse_level(parser& p) {
    constexpr binary_operator levels[][4] = {
        {{"<", op::less}, {"<=", op::less_equal}, {">", op::greater}, {">=", op::greater_equal}},
        {{"+", op::add}, {"-", op::subtract}},
        {{"*", op::multiply}, {"/", op::divide}, {"%", op::modulo}},
        {{"||", op::concat}},
    };
    if constexpr (Level == 4) {
        return parse_unary(p);
    } else {
        int left = parse_level<Level + 1>(p);
        while (!p.t.failed()) {
            int count = 0;
            while (count < 4 && !levels[Level][count].symbol.empty()) ++count;
            const op code = take_operator(p, levels[Level], count);
            if (code == op::none) break;
            left = p.t.binary(code, left, parse_level<Level + 1>(p));
        }
        return left;
    }
}

constexpr int parse_operand(parser& p) { return parse_level<0>(p); }

constexpr int parse_in(parser& p, int value) {
    sibling_list list;
    list.add(p.t, value);
    p.expect("(");
    do list.add(p.t, parse_expression(p));
    while (p.take(","));
    p.expect(")");
    return list.close(p.t, op::in);
}

constexpr int parse_between(parser& p, int value) {
    sibling_list bounds;
    bounds.add(p.t, value);
    bounds.add(p.t, parse_operand(p));
    p.expect("AND");
    bounds.add(p.t, parse_operand(p));
    return bounds.close(p.t, op::between);
}

constexpr int parse_pattern(parser& p, op code, int value) {
    sibling_list operands;
    operands.add(p.t, value);
    operands.add(p.t, parse_operand(p));
    if (code == op::like && p.take("ESCAPE")) operands.add(p.t, parse_operand(p));
    return operands.close(p.t, code);
}

constexpr int parse_is(parser& p, int left) {
    const bool negated = p.take("NOT");
    if (p.take("DISTINCT")) {
        p.expect("FROM");
        const int distinct = p.t.binary(op::is_distinct, left, parse_operand(p));
        if (negated) p.t[distinct].mark(flag::negated);
        return distinct;
    }
    int test = -1;
    if (p.take("NULL")) {
        test = p.t.unary(op::is_null, left);
        if (negated) p.t[test].mark(flag::negated);
    } else {
        test = p.t.binary(op::is_distinct, left, parse_operand(p));
        if (!negated) p.t[test].mark(flag::negated);
    }
    return test;
}

constexpr int parse_equality(parser& p) {
    int left = parse_operand(p);
    while (!p.t.failed()) {
        const bool negated = p.take("NOT");
        int found = -1;
        if (p.take("IN")) {
            found = parse_in(p, left);
        } else if (p.take("BETWEEN")) {
            found = parse_between(p, left);
        } else if (p.take("LIKE")) {
            found = parse_pattern(p, op::like, left);
        } else if (p.take("GLOB")) {
            found = parse_pattern(p, op::glob, left);
        } else if (negated) {
            if (p.take("NULL")) {
                found = p.t.unary(op::is_null, left);
            } else {
                return p.unexpected("IN, BETWEEN, LIKE, GLOB or NULL");
            }
        } else if (p.take("IS")) {
            found = parse_is(p, left);
        } else if (p.take("NOTNULL")) {
            found = p.t.unary(op::is_null, left);
            p.t[found].mark(flag::negated);
        } else if (p.take("ISNULL")) {
            found = p.t.unary(op::is_null, left);
        } else if (p.take("=") || p.take("==")) {
            found = p.t.binary(op::equal, left, parse_operand(p));
        } else if (p.take("<>") || p.take("!=")) {
            found = p.t.binary(op::not_equal, left, parse_operand(p));
        } else {
            break;
        }
        if (negated) p.t[found].mark(flag::negated);
        left = found;
    }
    return left;
}

constexpr int parse_not(parser& p) {
    if (!p.at.is("NOT")) return parse_equality(p);
    if (++p.depth > parser::deepest) return p.fail(problem_kind::too_deep, {});
    p.advance();
    const int negated = p.t.unary(op::not_, parse_not(p));
    --p.depth;
    return negated;
}

constexpr int parse_and(parser& p) {
    const int first = parse_not(p);
    if (!p.at.is("AND")) return first;
    sibling_list terms;
    terms.add(p.t, first);
    while (!p.t.failed() && p.take("AND")) terms.add(p.t, parse_not(p));
    return terms.close(p.t, op::and_);
}

/// Parses an expression with SQLite's precedence; AND and OR become one node for all their terms.
constexpr int parse_expression(parser& p) {
    if (++p.depth > parser::deepest) return p.fail(problem_kind::too_deep, {});
    int expression = parse_and(p);
    if (p.at.is("OR")) {
        sibling_list terms;
        terms.add(p.t, expression);
        while (!p.t.failed() && p.take("OR")) terms.add(p.t, parse_and(p));
        expression = terms.close(p.t, op::or_);
    }
    --p.depth;
    return expression;
}

/// Parses an expression, perhaps followed by ASC or DESC.
constexpr int parse_order_term(parser& p) {
    const int term = p.t.unary(op::order_term, parse_expression(p));
    if (p.take("DESC"))
        p.t[term].mark(flag::descending);
    else
        p.take("ASC");
    return term;
}

}  // namespace tenon::inline v0::detail
