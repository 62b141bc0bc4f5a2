// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/check.hpp>
#include <tenon/check/explain.hpp>
#include <tenon/check/functions.hpp>
#include <tenon/parse/query.hpp>
#include <tenon/types/calendar.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace tenon::detail;
using tenon::kind;

namespace {

constexpr bool sorted() {
    for (int i = 1; i < function_count; ++i)
        if (name_before(functions[i].name, functions[i - 1].name)) return false;
    return true;
}
static_assert(sorted());

constexpr bool all_found() {
    for (const function_info& f : functions) {
        const int found = find_function(f.name);
        if (found < 0 || !same_name(functions[found].name, f.name)) return false;
    }
    return true;
}
static_assert(all_found());
static_assert(find_function("json_Set") == find_function("JSON_SET"));
static_assert(find_function("") == -1 && find_function("ABS ") == -1 && find_function("ZEROBLOBS") == -1);

// Every value that can surprise a function; all columns differ from row to row.
struct sample {
    std::int64_t id = 0;
    std::int64_t i = 0;
    std::optional<std::int64_t> maybe_i;
    double r = 0;
    std::optional<double> maybe_r;
    std::string t;
    std::optional<std::string> maybe_t;
    std::vector<std::byte> b;
    std::optional<std::vector<std::byte>> maybe_b;
    bool c = false;
    std::optional<bool> maybe_c;
    tenon::timestamp at{};
    std::optional<tenon::date> maybe_day;
    std::string doc;
    std::optional<std::string> maybe_doc;
    std::string path;
    std::optional<std::string> maybe_path;

    static constexpr auto table = tenon::table("samples", tenon::primary_key("id"));
};

constexpr std::string_view samples_sql =
    "INSERT INTO samples VALUES"
    "(1, 0, 1, 0.0, -1.5, '', 'a', x'', x'00', 0, 1, '2024-02-29 12:00:00.000000', '2024-02-29', '{}', '[]', "
    "'$', '$'),"
    "(2, -1, NULL, 2.5, NULL, 'no time', NULL, x'61', NULL, 1, NULL, '1999-12-31 23:59:59.999999', NULL,"
    " '{\"a\":1}', NULL, '$.a', NULL),"
    "(3, 7, 0, -2.5, 9e999, '2024-05-06', '+1 day', x'00ff', x'', 1, 0, '0000-01-01 00:00:00.000000', "
    "'9999-12-31',"
    " '[1,\"x\",null]', '{\"a\":[2,3]}', '$[1]', '$.a'),"
    "(4, 100, -3, 9e999, -9e999, 'start of month', '', x'616263', x'6162', 0, NULL, '2000-01-01 "
    "00:00:00.000000',"
    " '2000-01-01', '\"text\"', 'null', '$.b.c', '$[0]')";

constexpr std::string_view aliases[] = {"p", "q", "s", "u"};

struct declared {
    tenon::sql_type type;
    std::string problem;
};

// What the checker says of the first result of `SELECT expression FROM samples p, samples q …`.
declared declared_for(std::string_view expression, bool windowed, bool grouped) {
    tree_storage<120, 4, 1, 4> storage;
    tree t = storage.open();
    const int statement = t.enter(op::select);
    if (grouped) t[statement].mark(flag::grouped);
    sibling_list clauses, sources, results;
    const int from_clause = t.enter(op::from);
    for (const std::string_view alias : aliases) {
        const int source = t.leaf(op::source, alias);
        t[source].table = &tenon::table_info_of<sample>();
        t[source].mark(tenon::detail::flag::described);
        sources.add(t, source);
    }
    clauses.add(t, sources.close(t, op::from));
    t[clauses.last].begin = static_cast<std::int16_t>(from_clause);
    const int results_clause = t.enter(op::results);
    std::vector<tenon::detail::token> tokens(expression.size() + 1);
    const tenon::detail::outline about =
        tenon::detail::outliner(expression, tokens.data(), static_cast<int>(tokens.size())).run();
    parser p(t, {expression, tokens.data(), about.token_count});
    const int parsed = parse_expression(p);
    if (windowed) t[parsed].mark(flag::windowed);
    results.add(t, t.unary(op::result, parsed));
    clauses.add(t, results.close(t, op::results));
    t[clauses.last].begin = static_cast<std::int16_t>(results_clause);
    t[clauses.close(t, op::select)].begin = static_cast<std::int16_t>(statement);
    check(t);
    // `any` is no result, but what it is the type of can be asked nevertheless.
    if (t.failure.kind == problem_kind::untyped_result) return {t[parsed].type, {}};
    return {t[parsed].type, std::string(explain(t).view())};
}

bool begins_with(std::string_view text, std::string_view begin) {
    return text.substr(0, begin.size()) == begin;
}

// Columns to try as an argument; the first of them are never NULL. JSON functions get JSON, or SQLite refuses
// to run at all.
std::vector<std::string> choices(const function_info& f, argument_rule rule, int position) {
    const std::string_view name = f.name;
    if (name == "NTILE") return {"id"};
    if (name == "NTH_VALUE" && rule == argument_rule::integer) return {"id"};
    if ((name == "LAG" || name == "LEAD") && rule == argument_rule::integer) return {"id", "maybe_i"};
    if (name == "RANDOMBLOB" || name == "ZEROBLOB") return {"i", "maybe_i"};
    if (name == "JSON_GROUP_OBJECT" && position == 0) return {"path"};
    if (name == "JSON_OBJECT" && rule == argument_rule::text) return {"path"};
    if ((name == "JSON_SET" || name == "JSON_REPLACE") && rule == argument_rule::text && position > 0)
        return {"iif(%.path = '$', '$.z', %.path)", "iif(%.maybe_path = '$', '$.z', %.maybe_path)"};
    if (begins_with(name, "JSON") && name != "JSON_VALID" && rule == argument_rule::text) {
        if (position == 0 || name == "JSON_PATCH") return {"doc", "maybe_doc"};
        return {"path", "maybe_path"};
    }
    const std::string text_json = "json_extract(%.doc, '$[1]')",
                      any = "coalesce(json_extract(%.doc, '$.a'), 'x')";
    switch (rule) {
    case argument_rule::anything:
        return {"i", "maybe_i", "maybe_r", "t", "b", "maybe_b", "c", text_json, any};
    case argument_rule::alike:
    case argument_rule::alike_or_null: return {"i", "maybe_i", "r"};
    case argument_rule::condition: return {"c", "maybe_c"};
    case argument_rule::number:
    case argument_rule::real: return {"i", "maybe_i", "r", "maybe_r", any, text_json};
    case argument_rule::integer: return {"i", "maybe_i"};
    case argument_rule::text: return {"t", "maybe_t", "at", any};
    case argument_rule::text_or_blob: return {"t", "maybe_t", "b", "maybe_b"};
    case argument_rule::time: return {"at", "maybe_day", "t", "maybe_t", "i", "maybe_r"};
    case argument_rule::json: return {"i", "maybe_t", "maybe_r", "c", text_json};
    }
    return {};
}

std::string argument_text(const std::string& choice, int position) {
    const std::string alias(aliases[position]);
    if (choice.find('%') == std::string::npos) return alias + "." + choice;
    std::string text;
    for (const char c : choice) text += c == '%' ? alias : std::string(1, c);
    return text;
}

// All calls of a function with so many arguments.
std::vector<std::string> calls_of(const function_info& f, int count) {
    std::vector<std::string> calls{std::string(f.name) + "("};
    argument_rules rules(f);
    for (int position = 0; position < count; ++position) {
        const argument_rule rule = rules.next();
        std::vector<std::string> longer;
        for (const std::string& call : calls)
            for (const std::string& choice : choices(f, rule, position))
                longer.push_back(call + (position > 0 ? ", " : "") + argument_text(choice, position));
        calls = std::move(longer);
    }
    for (std::string& call : calls) call += ")";
    return calls;
}

bool yields(const tenon::sql_type& type, const std::string& value) {
    const std::string_view storage = std::string_view(value).substr(0, value.find(' '));
    if (storage == "null") return type.nullable;
    switch (type.storage) {
    case kind::boolean: return value == "integer 0" || value == "integer 1";
    case kind::integer: return storage == "integer";
    case kind::real: return storage == "real" || storage == "integer";
    case kind::text: return storage == "text";
    case kind::blob: return storage == "blob";
    case kind::any: return true;
    default: return false;
    }
}

struct finding {
    std::vector<std::string> wrong;
    bool null_of_values = false;  // NULL though every argument was a value
    int rows = 0;
};

tests::real_sqlite& samples() {
    static tests::real_sqlite* const db = [] {
        static tests::real_sqlite made;
        made.create<sample>();
        made.run(samples_sql);
        return &made;
    }();
    return *db;
}

// Runs the call and compares what comes back with what the checker declares.
void run(finding& found, const std::string& call, const std::string& sql, bool windowed, bool grouped) {
    const declared expected = declared_for(call, windowed, grouped);
    if (!expected.problem.empty()) {
        found.wrong.push_back(call + ": " + expected.problem);
        return;
    }
    for (const std::string& value : samples().column(sql)) {
        ++found.rows;
        if (!yields(expected.type, value) && found.wrong.size() < 5)
            found.wrong.push_back(sql + " yields " + value + " for " +
                                  std::string(tenon::storage_name(expected.type.storage)) +
                                  (expected.type.nullable ? "?" : ""));
        if (value == "null" && call.find("maybe_") == std::string::npos &&
            call.find("json_extract") == std::string::npos)
            found.null_of_values = true;
    }
}

// As many sources as the call has arguments: four would be 256 rows.
std::string from_of(int count) {
    std::string text = " FROM samples AS p";
    for (int i = 1; i < count; ++i) text += ", samples AS " + std::string(aliases[i]);
    return text;
}

finding judge(const function_info& f) {
    finding found;
    const arity takes = arity_of(f);
    const int most =
        std::min(takes.step > 0 ? std::max(takes.most + takes.step, takes.least + 1) : takes.most, 4);
    for (int count = takes.least; count <= most; ++count) {
        if (!takes.allows(count)) continue;
        for (const std::string& call : calls_of(f, count)) {
            const std::string rows = from_of(count);
            if (f.kind == function_kind::scalar) {
                run(found, call, "SELECT " + call + rows, false, false);
                continue;
            }
            // Sums that infinities take part in may be no number: that is said where it is documented.
            const std::string finite = " WHERE abs(coalesce(p.maybe_r, 0)) < 9e999 AND p.r < 9e999";
            if (f.kind == function_kind::aggregate) {
                run(found, call, "SELECT " + call + rows + finite, false, false);
                run(found, call, "SELECT " + call + rows + " WHERE 0", false, false);
                run(found, call, "SELECT " + call + rows + " GROUP BY p.id", false, true);
            }
            for (const std::string_view over :
                 {"()", "(ORDER BY p.id)", "(PARTITION BY p.c ORDER BY p.i DESC)",
                  "(ORDER BY p.id ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)",
                  "(ORDER BY p.id ROWS BETWEEN 50 FOLLOWING AND 60 FOLLOWING)"})
                run(found, call, "SELECT " + call + " OVER " + std::string(over) + rows + finite, true,
                    false);
        }
    }
    return found;
}

const function_info& function_named(std::string_view name) { return functions[find_function(name)]; }

}  // namespace

TEST_CASE("the table names what SQLite has, and nothing else") {
    std::vector<std::string> real = samples().column(
        "SELECT DISTINCT upper(name) FROM pragma_function_list WHERE builtin AND name NOT LIKE '-%'");
    for (std::string& name : real) name = name.substr(5);  // "text "
    for (const function_info& f : functions) {
        INFO(f.name);
        CHECK(std::find(real.begin(), real.end(), f.name) != real.end());
    }
    if (sqlite3_libversion_number() >= 3041000) return;  // newer ones have more
    for (const std::string& name : real) {
        // Operators and keywords of their own, and what only extensions and SQLite's own tests call.
        if (name == "LIKE" || name == "GLOB" || begins_with(name, "CURRENT_")) continue;
        if (name == "LOAD_EXTENSION" || name == "SQLITE_LOG" || name == "SUBTYPE" || name == "LIKELIHOOD")
            continue;
        INFO(name);
        CHECK(find_function(name) >= 0);
    }
}

TEST_CASE("the numbers of arguments are those that SQLite takes") {
    for (const function_info& f : functions) {
        const arity takes = arity_of(f);
        for (int count = 0; count <= 6; ++count) {
            std::string call = std::string(f.name) + "(";
            for (int i = 0; i < count; ++i) call += i > 0 ? ", 1" : "1";
            call += f.kind == function_kind::window ? ") OVER ()" : ")";
            INFO(call);
            // What SQLite takes for another function, refuses when it runs only, or answers by NULL always.
            const std::string_view name = f.name;
            if (name == "MIN" || name == "MAX" || name == "COUNT" || takes.step > 0) continue;
            CHECK(takes.allows(count) == samples().prepare("SELECT " + call).empty());
        }
    }
}

TEST_CASE("what a function yields is of the declared type, and NULL only where declared") {
    for (const function_info& f : functions) {
        INFO(f.name);
        const finding found = judge(f);
        CHECK(found.rows > 0);
        CHECK(found.wrong == std::vector<std::string>{});
    }
}

TEST_CASE("a function declared to be NULL for reasons of its own has one") {
    for (const function_info& f : functions) {
        if (f.nulls != null_rule::always && f.nulls != null_rule::of_path && f.nulls != null_rule::of_blob &&
            f.nulls != null_rule::of_window)
            continue;
        INFO(f.name);
        CHECK(judge(f).null_of_values);
    }
}

TEST_CASE("JSON whose root is replaced is the value itself, NULL included") {
    CHECK(samples().value("SELECT json_set('{}', '$', NULL)") == "null");
    CHECK(declared_for("json_set(p.doc, p.path, p.maybe_t)", false, false).type.nullable);
    CHECK(declared_for("json_replace(p.doc, p.path, p.maybe_t)", false, false).type.nullable);
    CHECK(!declared_for("json_replace(p.doc, p.path, p.t)", false, false).type.nullable);
    CHECK(!declared_for("json_insert(p.doc, p.path, p.maybe_t)", false, false).type.nullable);
}

TEST_CASE("rules recur as the table says") {
    argument_rules set(function_named("JSON_SET"));
    std::string letters;
    for (int i = 0; i < 7; ++i) letters += static_cast<char>(set.next());
    CHECK(letters == "ttjtjtj");
    argument_rules coalesce(function_named("COALESCE"));
    letters.clear();
    for (int i = 0; i < 5; ++i) letters += static_cast<char>(coalesce.next());
    CHECK(letters == "aaaaa");
    argument_rules date(function_named("DATE"));
    letters.clear();
    for (int i = 0; i < 4; ++i) letters += static_cast<char>(date.next());
    CHECK(letters == "dttt");
}
