// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/explain.hpp>
#include <tenon/parse/query.hpp>
#include <tenon/print/precedence.hpp>

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

using tenon::detail::flag;
using tenon::detail::op;
using tenon::detail::parser;
using tenon::detail::problem_kind;
using tenon::detail::tree;

namespace {

std::string_view word_for(op code) {
    switch (code) {
    case op::negate: return "neg";
    case op::plus: return "pos";
    case op::bit_not: return "~";
    case op::match: return "match";
    case op::case_: return "case";
    case op::row_value: return "row";
    case op::cast: return "cast";
    case op::filter: return "filter";
    case op::not_: return "not";
    case op::is_distinct: return "distinct";
    case op::like: return "like";
    case op::glob: return "glob";
    case op::in: return "in";
    case op::between: return "between";
    case op::is_null: return "null?";
    case op::collate: return "collate";
    case op::order_term: return "order";
    default: break;
    }
    std::string_view symbol = tenon::detail::infix(code);
    return symbol.empty() ? "?" : symbol.substr(1, symbol.size() - 2);
}

/// The tree in brackets, operator first.
std::string show(const tree& t, int index) {
    const auto& n = t[index];
    std::string text;
    if (!n.qualifier.empty()) text = std::string(n.qualifier) + ".";
    switch (n.code) {
    case op::literal:
    case op::column: return text + std::string(n.text);
    case op::placeholder: return ":" + std::string(n.text);
    case op::call: text = std::string(n.text) + "("; break;
    default: text = "(" + std::string(n.is(flag::negated) ? "!" : "") + std::string(word_for(n.code));
    }
    if (n.is(flag::distinct)) text += "DISTINCT ";
    if (n.is(flag::all_rows)) text += "*";
    if (n.code == op::collate) text += " " + std::string(n.text);
    for (int i = n.first; i >= 0; i = t[i].next) {
        if (n.code != op::call || i != n.first) text += " ";
        text += show(t, i);
    }
    return text + (n.is(flag::descending) ? " desc)" : ")");
}

struct parsed {
    std::string shown;
    problem_kind problem = problem_kind::none;
    int position = -1;
    std::string sentence;
};

template <int Nodes = 300>
parsed parse(std::string_view sql, bool order_term = false) {
    tenon::detail::tree_storage<Nodes, 0, 0, 0> storage;
    tree t = storage.open();
    std::vector<tenon::detail::token> tokens(sql.size() + 1);
    const int count =
        tenon::detail::outliner(sql, tokens.data(), static_cast<int>(tokens.size())).run().token_count;
    parser p(t, {sql, tokens.data(), count});
    const int root = order_term ? parse_order_term(p) : parse_expression(p);
    if (!p.at_end()) p.unexpected("the end");
    parsed result;
    if (t.failed())
        result = {{}, t.failure.kind, t.failure.position, std::string(tenon::detail::explain(t).view())};
    else
        result.shown = show(t, root);
    return result;
}

std::string tree_of(std::string_view sql) { return parse(sql).shown; }

std::string repeated(std::string_view part, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += part;
    return text;
}

}  // namespace

// The same code runs while compiling.
static_assert([] {
    tenon::detail::tree_storage<8, 0, 0, 0> storage;
    tree t = storage.open();
    tenon::detail::token tokens[6]{};
    const std::string_view sql = "a >= 0 AND b";
    parser p(t, {sql, tokens, tenon::detail::outliner(sql, tokens, 6).run().token_count});
    parse_expression(p);
    return !t.failed() && t.root().code == op::and_ && t.node_count == 5;
}());

TEST_CASE("operators bind as in SQLite") {
    CHECK(tree_of("a + b * c - d") == "(- (+ a (* b c)) d)");
    CHECK(tree_of("a || b * c || d") == "(* (|| a b) (|| c d))");
    CHECK(tree_of("a - b - c") == "(- (- a b) c)");
    CHECK(tree_of("a / b % c") == "(% (/ a b) c)");
    CHECK(tree_of("a < b = c") == "(= (< a b) c)");
    CHECK(tree_of("a = b < c") == "(= a (< b c))");
    CHECK(tree_of("a = b = c") == "(= (= a b) c)");
    CHECK(tree_of("a < b + 1") == "(< a (+ b 1))");
    CHECK(tree_of("NOT a = b") == "(not (= a b))");
    CHECK(tree_of("NOT NOT a") == "(not (not a))");
    CHECK(tree_of("a OR b AND NOT c") == "(OR a (AND b (not c)))");
    CHECK(tree_of("(a OR b) AND c") == "(AND (OR a b) c)");
    CHECK(tree_of("-a * b") == "(* (neg a) b)");
    CHECK(tree_of("- -a") == "(neg (neg a))");
    CHECK(tree_of("+a") == "(pos a)");
    CHECK(tree_of("a || b COLLATE NOCASE") == "(|| a (collate NOCASE b))");
    CHECK(tree_of("a = b COLLATE NOCASE") == "(= a (collate NOCASE b))");
}

TEST_CASE("AND and OR hold all their terms in one node") {
    CHECK(tree_of("a AND b AND c AND d") == "(AND a b c d)");
    CHECK(tree_of("a OR b OR c AND d OR e") == "(OR a b (AND c d) e)");
    CHECK(tree_of("a AND (b AND c)") == "(AND a (AND b c))");
}

TEST_CASE("every test of a value is read, in words of either case") {
    CHECK(tree_of("a == b") == "(= a b)");
    CHECK(tree_of("a != b") == "(<> a b)");
    CHECK(tree_of("a is null") == "(null? a)");
    CHECK(tree_of("a Is Not Null") == "(!null? a)");
    CHECK(tree_of("a ISNULL") == "(null? a)");
    CHECK(tree_of("a NOTNULL") == "(!null? a)");
    CHECK(tree_of("a NOT NULL") == "(!null? a)");
    CHECK(tree_of("a IS b") == "(!distinct a b)");
    CHECK(tree_of("a IS NOT b") == "(distinct a b)");
    CHECK(tree_of("a IS DISTINCT FROM b") == "(distinct a b)");
    CHECK(tree_of("a IS NOT DISTINCT FROM b") == "(!distinct a b)");
    CHECK(tree_of("a LIKE 'x%'") == "(like a 'x%')");
    CHECK(tree_of("a NOT LIKE b ESCAPE '!'") == "(!like a b '!')");
    CHECK(tree_of("a GLOB '*'") == "(glob a '*')");
    CHECK(tree_of("a NOT GLOB '*'") == "(!glob a '*')");
    CHECK(tree_of("a IN (1, 2 + 3)") == "(in a 1 (+ 2 3))");
    CHECK(tree_of("a NOT IN (1)") == "(!in a 1)");
    CHECK(tree_of("a BETWEEN 1 AND 2 AND b") == "(AND (between a 1 2) b)");
    CHECK(tree_of("a NOT BETWEEN b + 1 AND c") == "(!between a (+ b 1) c)");
    CHECK(tree_of("NOT a IS NULL") == "(not (null? a))");
    CHECK(tree_of("a IS NULL < b") == tree_of("a IS (NULL < b)"));
    CHECK(tree_of("a ISNULL < b") == tree_of("(a IS NULL) < b"));
}

TEST_CASE("bit and JSON operators, CASE, CAST, row values and FILTER") {
    CHECK(tree_of("a & b | c << d >> e") == "(>> (<< (| (& a b) c) d) e)");
    CHECK(tree_of("a + b & c < d") == "(< (& (+ a b) c) d)");
    CHECK(tree_of("~a + -b") == "(+ (~ a) (neg b))");
    CHECK(tree_of("~a COLLATE x") == "(collate x (~ a))");
    CHECK(tree_of("a -> '$' ->> 'b' || c") == "(|| (->> (-> a '$') 'b') c)");
    CHECK(tree_of("CASE WHEN a THEN b END") == "(case a b)");
    CHECK(tree_of("CASE a WHEN 1 THEN b ELSE c END + 1") == "(+ (case a 1 b c) 1)");
    CHECK(tree_of("CAST(a + 1 AS VARCHAR(10))") == "(cast (+ a 1))");
    CHECK(tree_of("(a, b) = (1, 2)") == "(= (row a b) (row 1 2))");
    CHECK(tree_of("sum(a) FILTER (WHERE b) + 1") == "(+ (filter sum(a) b) 1)");
    CHECK(tree_of("a BETWEEN NOT b AND c = d") == "(= (between a (not b) c) d)");
    CHECK(tree_of("a = NOT b = c AND d") == "(AND (= a (not (= b c))) d)");
    CHECK(tree_of("a MATCH 'b'") == "(match a 'b')");
    CHECK(tree_of("cast.end + \"a\" . first") == "(+ cast.end a.first)");
    CHECK(tree_of("replace(a, b, c)") == "replace(a b c)");
}

TEST_CASE("leaves and calls") {
    CHECK(tree_of("NULL") == "NULL");
    CHECK(tree_of("true") == "TRUE");
    CHECK(tree_of("x'0f'") == "x'0f'");
    CHECK(tree_of(":least") == ":least");
    CHECK(tree_of("o.total") == "o.total");
    CHECK(tree_of("\"o\".[the total]") == "o.the total");
    CHECK(tree_of("COUNT(*)") == "COUNT(*)");
    CHECK(tree_of("count(DISTINCT a)") == "count(DISTINCT a)");
    CHECK(tree_of("coalesce(a, b + 1, 'c')") == "coalesce(a (+ b 1) 'c')");
    CHECK(tree_of("f()") == "f()");
    CHECK(tree_of("((a))") == "a");
    CHECK(tree_of("a /* why */ + -- so\n b") == "(+ a b)");
}

TEST_CASE("an ordering term may say its direction") {
    CHECK(parse("a", true).shown == "(order a)");
    CHECK(parse("a ASC", true).shown == "(order a)");
    CHECK(parse("a COLLATE NOCASE DESC", true).shown == "(order (collate NOCASE a) desc)");
    CHECK(parse("a DESC").problem == problem_kind::unexpected_text);
}

TEST_CASE("what is wrong is said, with its place") {
    const auto check = [](std::string_view sql, problem_kind problem, int position) {
        const parsed result = parse(sql);
        CAPTURE(sql, result.sentence);
        CHECK(result.problem == problem);
        CHECK(result.position == position);
    };
    check("", problem_kind::unexpected_text, 0);
    check("a +", problem_kind::unexpected_text, 3);
    check("a b", problem_kind::unexpected_text, 2);
    check("(a", problem_kind::unexpected_text, 2);
    check("a)", problem_kind::unexpected_text, 1);
    check("a NOT = b", problem_kind::unexpected_text, 6);
    check("a IN 5", problem_kind::unexpected_text, 5);
    check("a IN ()", problem_kind::unsupported, 6);
    check("a BETWEEN 1 OR 2", problem_kind::unexpected_text, 12);
    check("a IS DISTINCT b", problem_kind::unexpected_text, 14);
    check("a.5", problem_kind::unexpected_text, 1);
    check("a REGEXP b", problem_kind::unsupported, 2);
    check("a. 5", problem_kind::unexpected_text, 3);
    check("a COLLATE 5", problem_kind::unexpected_text, 10);
    check("f(a,", problem_kind::unexpected_text, 4);
    check("CASE WHEN a THEN b", problem_kind::unexpected_text, 18);
    check("CASE a END", problem_kind::unexpected_text, 7);
    check("CAST(a AS NUMERIC)", problem_kind::unsupported, 10);
    check("a >= #5", problem_kind::unexpected_character, 5);
    check("a = 'open", problem_kind::unterminated, 4);
    check("a = \"open", problem_kind::unterminated, 4);
    check("a = ?", problem_kind::positional_placeholder, 4);
    check("a = ?7", problem_kind::positional_placeholder, 4);
    CHECK(parse("a ==== b").sentence == "found `==` where an expression was expected");
    CHECK(parse("a = 'open").sentence == "'open has no end");
    CHECK(parse("a = ?").sentence == "`?` has no name: write `:name`");
}

TEST_CASE("nesting has a bound, chains have none but the memory's") {
    CHECK(parse(repeated("(", 74) + "a" + repeated(")", 74)).shown == "a");
    CHECK(parse(repeated("- ", 70) + "a").problem == problem_kind::none);
    CHECK(parse(repeated("NOT ", 37) + "a").problem == problem_kind::none);
    for (const std::string_view opening :
         {"(", "- ", "+", "NOT ", "f(", "a = (", "a IN (", "a BETWEEN (", "(NOT -"}) {
        CAPTURE(opening);
        CHECK(parse<2000>(repeated(opening, 201) + "a").problem == problem_kind::too_deep);
    }
    CHECK(parse(repeated("(", 100000)).problem == problem_kind::too_deep);
    CHECK(parse("a" + repeated(" AND a", 298)).problem == problem_kind::none);
    CHECK(parse("a" + repeated(" AND a", 299)).problem == problem_kind::too_large);
    CHECK(parse("a" + repeated(" + a", 119)).problem == problem_kind::none);
    CHECK(parse("a" + repeated(" + a", 120)).problem == problem_kind::too_deep);
    CHECK(parse<2000>(repeated("(a + a + a + ", 35) + "a" + repeated(")", 35)).problem == problem_kind::none);
    CHECK(parse<2000>(repeated("(", 70) + "a" + repeated(" + a + a)", 70)).problem == problem_kind::too_deep);
}

TEST_CASE("a tree without room fails and stays in its memory") {
    const std::string_view texts[] = {"a",
                                      "-a",
                                      "a + b",
                                      "a IN (b, c)",
                                      "f(a, b)",
                                      "a BETWEEN b AND c",
                                      "a.b COLLATE x",
                                      "NOT a IS NULL",
                                      "a LIKE b ESCAPE c",
                                      "a AND b OR c",
                                      "a IS NOT b"};
    for (const std::string_view sql : texts) {
        CAPTURE(sql);
        CHECK(parse<1>(sql).problem == (sql == "a" ? problem_kind::none : problem_kind::too_large));
        CHECK(parse<12>(sql).problem == problem_kind::none);
    }
}

TEST_CASE("nonsense is refused and nothing else") {
    constexpr std::string_view words[] = {
        "a", "NOT", "AND",  "OR",       "(",       ")",    "-",      "+",       "*",    "/", "||",     "=",
        "<", "IS",  "NULL", "IN",       "BETWEEN", "LIKE", "ESCAPE", "COLLATE", "x",    "1", "2.5",    "'t'",
        ",", ".",   "f(",   "DISTINCT", "FROM",    ":p",   "'",      "?",       "DESC", ";", "NOTNULL"};
    std::mt19937 random(7);
    int accepted = 0;
    for (int round = 0; round < 4000; ++round) {
        std::string sql;
        for (auto length = random() % 12; length > 0; --length)
            sql += std::string(words[random() % std::size(words)]) + " ";
        const parsed result = round % 2 == 0 ? parse(sql) : parse<6>(sql);
        if (result.problem == problem_kind::none) {
            ++accepted;
        } else {
            CHECK_FALSE(result.sentence.empty());
            CHECK((result.problem == problem_kind::too_large || result.position >= 0));
        }
    }
    CHECK(accepted > 10);
}
