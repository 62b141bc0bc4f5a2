// SPDX-License-Identifier: BSL-1.0
#include <tenon/parse/lexer.hpp>

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>
#include <string_view>

using tenon::detail::lexer;
using tenon::detail::token;
using tenon::detail::token_kind;

using tenon::detail::word;

constexpr token first_of(std::string_view sql) { return lexer(sql).next(); }

constexpr bool is(std::string_view sql, token_kind kind, std::string_view text) {
    const token found = first_of(sql);
    return found.kind == kind && lexer(sql).text(found) == text;
}

static_assert(is("", token_kind::end, ""));
static_assert(is(" \t\r\n\f", token_kind::end, ""));
static_assert(is("total >= 0", token_kind::word, "total"));
static_assert(is("größe", token_kind::word, "größe"));
static_assert(is("_a9", token_kind::word, "_a9"));
static_assert(is("x", token_kind::word, "x"));
static_assert(is("xy'", token_kind::word, "xy"));

static_assert(is("\"a \"\"b\"\" c\" d", token_kind::quoted_name, "\"a \"\"b\"\" c\""));
static_assert(is("`a``b`", token_kind::quoted_name, "`a``b`"));
static_assert(is("[a b]c", token_kind::quoted_name, "[a b]"));
static_assert(is("'it''s'", token_kind::text, "'it''s'"));
static_assert(is("''", token_kind::text, "''"));
static_assert(is("''''", token_kind::text, "''''"));
static_assert(is("'-- no comment'", token_kind::text, "'-- no comment'"));
static_assert(is("x'00ff'", token_kind::blob, "x'00ff'") && is("X''", token_kind::blob, "X''"));
static_assert(is("'never ends", token_kind::unterminated, "'never ends"));
static_assert(is("\"never ends", token_kind::unterminated, "\"never ends"));
static_assert(is("'ends in a pair''", token_kind::unterminated, "'ends in a pair''"));
static_assert(is("[", token_kind::unterminated, "["));

static_assert(is("42)", token_kind::integer, "42"));
static_assert(is("4.25", token_kind::real, "4.25") && is(".5", token_kind::real, ".5") &&
              is("5.", token_kind::real, "5."));
static_assert(is("1e5", token_kind::real, "1e5") && is("1.5E-3+", token_kind::real, "1.5E-3"));
static_assert(is("1e", token_kind::unknown, "1e") && is("12monkeys", token_kind::unknown, "12monkeys"));

static_assert(is(":name", token_kind::placeholder, ":name") && is("@a1 ", token_kind::placeholder, "@a1"));
static_assert(is("$b", token_kind::placeholder, "$b") && is(": name", token_kind::unknown, ":"));
static_assert(is("?", token_kind::positional, "?") && is("?12", token_kind::positional, "?12"));

static_assert(is("<=1", token_kind::symbol, "<=") && is("<1", token_kind::symbol, "<") &&
              is("<>", token_kind::symbol, "<>"));
static_assert(is("||", token_kind::symbol, "||") && is("!=", token_kind::symbol, "!=") &&
              is("==", token_kind::symbol, "=="));
static_assert(is("|", token_kind::symbol, "|") && is("&", token_kind::symbol, "&") &&
              is("~", token_kind::symbol, "~") && is("<<", token_kind::symbol, "<<") &&
              is(">>", token_kind::symbol, ">>") && is("->", token_kind::symbol, "->") &&
              is("->>", token_kind::symbol, "->>"));
static_assert(is("!", token_kind::unknown, "!") && is("#", token_kind::unknown, "#") &&
              is({"\0", 1}, token_kind::unknown, {"\0", 1}));
static_assert(is("0xfF", token_kind::integer, "0xfF") &&
              is("0x0000123456789abcdef0", token_kind::integer, "0x0000123456789abcdef0") &&
              is("0x123456789abcdef01", token_kind::unknown, "0x123456789abcdef01") &&
              is("0x", token_kind::unknown, "0x"));
static_assert(is("-- a comment\n7", token_kind::integer, "7") &&
              is("-- only a comment", token_kind::end, ""));
static_assert(is("/* a * b */7", token_kind::integer, "7") && is("/* no end", token_kind::end, ""));
static_assert(is("-7", token_kind::symbol, "-"));

static_assert(first_of("  total").begin == 2);
static_assert(first_of("SeLect").meaning == word::select && first_of("total").meaning == word::none &&
              first_of("\"and\"").meaning == word::none && first_of("and").meaning == word::and_);
static_assert(first_of("CURRENT_TIMESTAMP").meaning == word::current_timestamp &&
              first_of("autoincrement").meaning == word::reserved && first_of("a").meaning == word::none);
static_assert(first_of("\"a\"\"b\"").respelt && !first_of("\"ab\"").respelt);

namespace {

std::string spaced(std::string_view sql) {
    lexer tokens(sql);
    std::string words;
    for (token next = tokens.next(); next.kind != token_kind::end; next = tokens.next()) {
        if (!words.empty()) words += ' ';
        words += tokens.text(next);
    }
    return words;
}

}  // namespace

TEST_CASE("text is cut into tokens where SQLite cuts it") {
    CHECK(spaced("a+b*-c") == "a + b * - c");
    CHECK(spaced("a||b<>c!=d") == "a || b <> c != d");
    CHECK(spaced("f(x,'y')--z\n,/*w*/1.e2") == "f ( x , 'y' ) , 1.e2");
    CHECK(spaced("a.b IS NOT\tNULL") == "a . b IS NOT NULL");
    CHECK(spaced("1-1") == "1 - 1");
    CHECK(spaced("1e5e") == "1e5e");
}

TEST_CASE("any bytes at all are cut into tokens that lie in the text, one after the other") {
    std::mt19937 random(20250101);
    constexpr std::string_view letters = "ab1.'\"`[]()<>=!|&~-+*/%,;:@$?# \n\txXeE0\xc3\xb6";
    for (int round = 0; round < 2000; ++round) {
        std::string sql(random() % 24, ' ');
        for (char& c : sql) c = letters[random() % letters.size()];
        lexer tokens(sql);
        std::size_t end = 0;
        for (token next = tokens.next(); next.kind != token_kind::end; next = tokens.next()) {
            const auto position = static_cast<std::size_t>(next.begin);
            REQUIRE(position >= end);
            REQUIRE(next.size > 0);
            end = position + static_cast<std::size_t>(next.size);
        }
        REQUIRE(end <= sql.size());
    }
}
