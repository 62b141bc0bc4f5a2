// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/constraint_text.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct thing {
    std::int64_t id = 0;
    std::int64_t i = 0;
    std::optional<std::int32_t> j;
    double r = 0;
    std::optional<double> s;
    std::string t;
    std::optional<std::string> u;
    bool b = false;
    std::optional<bool> c;

    static constexpr auto table =
        tenon::table("things", tenon::primary_key("id"), tenon::column("u").collate("NOCASE"));
};

struct renamed {
    int class_ = 0;
    int quoted = 0;

    static constexpr auto table =
        tenon::table("r", tenon::column("class_").named("class"), tenon::column("quoted").named("a \"b\""));
};

/// What becomes of an expression's text; empty if it is refused.
struct printed {
    std::string text;
    tenon::sql_type type;
};

template <class T = thing>
constexpr tenon::detail::constraint_text parse(std::string_view sql) {
    return {tenon::table_info_of<T>(), sql, true};
}

template <class T = thing>
printed print(std::string_view sql) {
    tenon::detail::constraint_text parsed = parse<T>(sql);
    const tenon::detail::tree t = parsed.storage.open();
    if (t.failed()) return {};
    tenon::detail::text_writer measure;
    parsed.print(measure);
    std::string text(measure.size(), '?');
    tenon::detail::text_writer writer(text.data(), text.size());
    parsed.print(writer);
    return {text, t[t.root().first].type};
}

std::string text_of(std::string_view sql) { return print(sql).text; }

struct total {
    static constexpr void print(tenon::detail::text_writer& out) {
        parse("(i + 1) * 2 >= r AND t <> 'x'").print(out);
    }
};

/// Makes expressions of a wanted kind, with brackets where luck wants them.
class generator {
public:
    explicit generator(unsigned seed) : random_(seed) {}

    std::string condition(int depth) {
        if (depth == 0) return pick({"b", "c", "TRUE", "FALSE", "i > j", "t = u", "s IS NULL"});
        const int d = depth - 1;
        switch (random_() % 16) {
        case 0: return "NOT " + maybe_bracketed(condition(d));
        case 1: return maybe_bracketed(condition(d)) + " AND " + maybe_bracketed(condition(d));
        case 2: return maybe_bracketed(condition(d)) + " OR " + maybe_bracketed(condition(d));
        case 3: return compare(number(d), number(d));
        case 4: return compare(text(d), text(d));
        case 5: return compare(condition(d), condition(d));
        case 6:
            return maybe_bracketed(number(d)) + negation() + " BETWEEN " + maybe_bracketed(number(d)) +
                   " AND " + maybe_bracketed(number(d));
        case 7: return maybe_bracketed(number(d)) + negation() + " IN (" + number(d) + ", " + number(d) + ")";
        case 8: return maybe_bracketed(text(d)) + negation() + " IN (" + text(d) + ")";
        case 9: return maybe_bracketed(text(d)) + negation() + " LIKE " + maybe_bracketed(text(d));
        case 10:
            return maybe_bracketed(text(d)) + negation() + " LIKE " + pick({"'a%'", "'_'", "'!%b%'"}) +
                   " ESCAPE '!'";
        case 11: return maybe_bracketed(text(d)) + negation() + " GLOB " + pick({"'*'", "'A*'", "'[a-c]?'"});
        case 12:
            return maybe_bracketed(anything(d)) +
                   pick({" IS NULL", " IS NOT NULL", " NOTNULL", " ISNULL", " NOT NULL"});
        case 13: return maybe_bracketed(number(d)) + distinct() + maybe_bracketed(number(d));
        case 14: return maybe_bracketed(text(d)) + distinct() + maybe_bracketed(text(d));
        default: return maybe_bracketed(condition(d)) + distinct() + pick({"TRUE", "FALSE", "c"});
        }
    }

    std::string anything(int depth) {
        switch (random_() % 3) {
        case 0: return number(depth);
        case 1: return text(depth);
        default: return condition(depth);
        }
    }

private:
    std::string number(int depth) {
        if (depth == 0)
            return pick(
                {"i", "j", "r", "s", "id", "things.i", "\"j\"", "0", "1", "2", "7", "1.5", ".25", "2e1"});
        const int d = depth - 1;
        switch (random_() % 12) {
        case 0: return "-" + maybe_bracketed(pick({"i", "r", "3", "(-4)", "+j"}));
        case 1:
        case 2: return maybe_bracketed(number(d)) + " + " + maybe_bracketed(number(d));
        case 3:
        case 4: return maybe_bracketed(number(d)) + " - " + maybe_bracketed(number(d));
        case 5: return maybe_bracketed(number(d)) + " * " + maybe_bracketed(number(d));
        case 6: return maybe_bracketed(number(d)) + " / " + maybe_bracketed(number(d));
        case 7: return maybe_bracketed(number(d)) + " % " + maybe_bracketed(number(d));
        case 8: return "ABS(" + number(d) + ")";
        case 9: return "coalesce(" + number(d) + ", " + number(d) + ")";
        case 10: return "LENGTH(" + text(d) + ")";
        default: return "NullIf(" + number(d) + ", " + number(d) + ")";
        }
    }

    std::string text(int depth) {
        if (depth == 0) return pick({"t", "u", "'a'", "'It''s'", "''", "'B'", "things.u"});
        const int d = depth - 1;
        switch (random_() % 7) {
        case 0:
        case 1: return maybe_bracketed(text(d)) + " || " + maybe_bracketed(text(d));
        case 2: return "LOWER(" + text(d) + ")";
        case 3: return "upper(" + text(d) + ")";
        case 4: return "TRIM(" + text(d) + pick({")", ", 'a')"});
        case 5: return "COALESCE(" + text(d) + ", " + text(d) + ", " + text(d) + ")";
        default: return maybe_bracketed(text(d)) + " COLLATE " + pick({"NOCASE", "binary", "RTRIM"});
        }
    }

    std::string compare(const std::string& left, const std::string& right) {
        return maybe_bracketed(left) + " " + pick({"=", "==", "<>", "!=", "<", "<=", ">", ">="}) + " " +
               maybe_bracketed(right);
    }

    std::string maybe_bracketed(const std::string& expression) {
        return random_() % 2 == 0 ? "(" + expression + ")" : expression;
    }

    std::string negation() { return random_() % 2 == 0 ? " NOT" : ""; }
    std::string distinct() {
        return pick({" IS ", " IS NOT ", " IS DISTINCT FROM ", " IS NOT DISTINCT FROM "});
    }
    std::string pick(std::initializer_list<const char*> from) {
        return from.begin()[random_() % from.size()];
    }

    std::mt19937 random_;
};

bool fits(const std::string& value, const tenon::sql_type& type) {
    if (value == "null") return type.nullable;
    switch (type.storage) {
    case tenon::kind::boolean: return value == "integer 0" || value == "integer 1";
    case tenon::kind::integer: return value.starts_with("integer ");
    case tenon::kind::real: return value.starts_with("real ") || value.starts_with("integer ");
    case tenon::kind::text: return value.starts_with("text ");
    default: return false;
    }
}

}  // namespace

static_assert(tenon::detail::printed<total>.view() == R"(("i" + 1) * 2 >= "r" AND "t" <> 'x')");

TEST_CASE("brackets stand where the meaning needs them") {
    CHECK(text_of("(i + j) * 2") == R"(("i" + "j") * 2)");
    CHECK(text_of("(i * j) + 2") == R"("i" * "j" + 2)");
    CHECK(text_of("i - (j - 1)") == R"("i" - ("j" - 1))");
    CHECK(text_of("(i - j) - 1") == R"("i" - "j" - 1)");
    CHECK(text_of("i / (j / 2)") == R"("i" / ("j" / 2))");
    CHECK(text_of("-(i + j)") == R"(-("i" + "j"))");
    CHECK(text_of("- -i") == R"(-(-"i"))");
    CHECK(text_of("i - -j") == R"("i" - -"j")");
    CHECK(text_of("(b OR c) AND b") == R"(("b" OR "c") AND "b")");
    CHECK(text_of("b OR (c AND b)") == R"("b" OR "c" AND "b")");
    CHECK(text_of("NOT (b AND c)") == R"(NOT ("b" AND "c"))");
    CHECK(text_of("NOT (i = j)") == R"(NOT "i" = "j")");
    CHECK(text_of("(NOT b) = c") == R"((NOT "b") = "c")");
    CHECK(text_of("i = j = b") == R"(("i" = "j") = "b")");
    CHECK(text_of("b = (i < j)") == R"("b" = ("i" < "j"))");
    CHECK(text_of("(t || u) COLLATE NOCASE = 'a'") == R"(("t" || "u") COLLATE "NOCASE" = 'a')");
    CHECK(text_of("(b IS NULL) IS NOT NULL") == R"(("b" IS NULL) IS NOT NULL)");
    CHECK(text_of("(i + j) BETWEEN (j - 1) AND 5") == R"("i" + "j" BETWEEN "j" - 1 AND 5)");
    CHECK(text_of("b = (i IN (1, 2))") == R"("b" = ("i" IN (1, 2)))");
}

TEST_CASE("every way to write a thing comes out in one way") {
    CHECK(text_of("I == 1") == R"("i" = 1)");
    CHECK(text_of("things.i != 1") == R"("i" <> 1)");
    CHECK(text_of("[i] IS 1") == R"("i" IS NOT DISTINCT FROM 1)");
    CHECK(text_of("j notnull") == R"("j" IS NOT NULL)");
    CHECK(text_of("lower(`t`) like 'a%' escape '!'") == R"(LOWER("t") LIKE 'a%' ESCAPE '!')");
    CHECK(text_of("t not glob '*'") == R"("t" NOT GLOB '*')");
    CHECK(text_of("t collate nocase desc") == R"("t" COLLATE "nocase" DESC)");
    CHECK(text_of("b = true") == R"("b" = TRUE)");
    CHECK(print<renamed>("CLASS + class > 0").text == R"("class" + "class" > 0)");
}

TEST_CASE("SQLite computes the same from a text and from what is printed of it") {
    tests::real_sqlite db;
    REQUIRE(db.create<thing>() == "");
    REQUIRE(db.run("INSERT INTO things (i, j, r, s, t, u, b, c) VALUES"
                   "(0, NULL, 0.0, NULL, '', NULL, 0, NULL), (1, 1, 1.0, 1.0, 'a', 'A', 1, 1),"
                   "(-3, 2, 2.5, -0.5, 'It''s', 'abc', 0, 1), (7, 0, -1.25, 0.0, 'B ', 'b', 1, 0),"
                   "(2, -7, 20.0, 1.5, 'ab', '', 1, NULL), (100, 3, 0.25, NULL, 'ä%_', 'B', 0, 0)") == "");
    generator make(20250214);
    int compared = 0;
    for (int round = 0; round < 1500; ++round) {
        const std::string original = round % 3 == 0 ? make.anything(2) : make.condition(1 + round % 3);
        const printed result = print(original);
        if (result.text.empty()) continue;
        ++compared;
        const std::vector<std::string> expected =
            db.column("SELECT " + original + " FROM things ORDER BY id");
        const std::vector<std::string> values =
            db.column("SELECT " + result.text + " FROM things ORDER BY id");
        CAPTURE(original, result.text);
        CHECK(values == expected);
        CHECK(values.size() == 6);
        for (const std::string& value : values) {
            CAPTURE(value, result.type.nullable, tenon::storage_name(result.type.storage));
            CHECK(fits(value, result.type));
        }
        CHECK(print(result.text).text == result.text);
    }
    CHECK(compared > 600);
}
