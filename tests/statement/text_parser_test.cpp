// SPDX-License-Identifier: BSL-1.0
#include "text_oracle.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdio>

using namespace tests::texts;

// TENON_TEXTS=10000 asks for that many statements and reports what came of them.
TEST_CASE("what the printer writes is parsed to the same text, and yields the same rows") {
    const int statements = asked("TENON_TEXTS", 600);
    const sample_database sparse(2, 2, 60), full(3, 7, 40);
    int texts = 0, parsed = 0, rows = 0;
    findings refused, wrong;
    for (int seed = 1; texts < statements; ++seed) {
        const std::string text = random_text(static_cast<std::uint64_t>(seed));
        if (text.empty()) continue;
        ++texts;
        const tenon::parsed_sql first = tenon::parse<sample_tables>(text);
        const tenon::parsed_sql plain = tenon::parse(text);
        if (!plain) wrong.add("is not parsed: " + plain.error()->message, text);
        if (plain && tenon::format_sql(plain.canonical()) != plain.canonical())
            wrong.add("is formatted anew", plain.canonical());
        if (!first) {
            refused.add(first.error()->message, text);
            continue;
        }
        ++parsed;
        const tenon::parsed_sql again = tenon::parse<sample_tables>(first.canonical());
        if (!again)
            wrong.add("is refused when parsed again: " + again.error()->message, first.canonical());
        else if (again.canonical() != first.canonical())
            wrong.add("is another text when parsed again: " + again.canonical(), first.canonical());
        for (const sample_database* db : {&sparse, &full}) {
            const outcome before = run(*db, text, first), after = run(*db, first.canonical(), first);
            if (before.complaint != after.complaint)
                wrong.add("SQLite says " + after.complaint + " for " + before.complaint, text);
            auto left = before.rows, right = after.rows;
            std::sort(left.begin(), left.end());
            std::sort(right.begin(), right.end());
            if (left != right) wrong.add("yields other rows: " + first.canonical(), text);
            if (!after.broken.empty()) wrong.add("breaks a promise: " + after.broken, first.canonical());
            rows += static_cast<int>(after.rows.size());
        }
    }
    if (std::getenv("TENON_TEXTS") != nullptr)
        std::printf("%d texts, %d parsed and checked, %d rows\nrefused:\n%s\n", texts, parsed, rows,
                    refused.report().c_str());
    INFO(wrong.report());
    CHECK(wrong.kinds.empty());
    CHECK(parsed * 10 > texts * 8);
}

namespace {

/// A text with one or two of its tokens taken out, doubled, swapped or replaced.
std::string mutated(const std::string& text, dice& random) {
    static const std::string_view others[] = {"SELECT",    "FROM",
                                              "WHERE",     "AND",
                                              "OR",        "NOT",
                                              "IS",        "NULL",
                                              "IN",        "(",
                                              ")",         ",",
                                              "*",         ".",
                                              "+",         "-",
                                              "||",        "=",
                                              "<",         "==",
                                              "<>",        "~",
                                              "&",         "->",
                                              "AS",        "ASC",
                                              "DESC",      "BY",
                                              "GROUP",     "ORDER",
                                              "LIMIT",     "OFFSET",
                                              "HAVING",    "UNION",
                                              "ALL",       "EXCEPT",
                                              "JOIN",      "LEFT",
                                              "CROSS",     "ON",
                                              "USING",     "DISTINCT",
                                              "CASE",      "WHEN",
                                              "THEN",      "ELSE",
                                              "END",       "CAST",
                                              "BETWEEN",   "LIKE",
                                              "GLOB",      "ESCAPE",
                                              "COLLATE",   "NOCASE",
                                              "EXISTS",    "VALUES",
                                              "WITH",      "OVER",
                                              "FILTER",    "WINDOW",
                                              "ROWS",      "PRECEDING",
                                              "CURRENT",   "ROW",
                                              "NULLS",     "FIRST",
                                              "1",         "2.5",
                                              "'a'",       "x'00'",
                                              ":p",        "cities",
                                              "id",        "name",
                                              "t0",        "\"t1\"",
                                              "count(*)",  "abs",
                                              "max",       "ISNULL",
                                              "NOTNULL",   "INNER",
                                              "OUTER",     "FULL",
                                              "RIGHT",     "TRUE",
                                              "FALSE",     "key",
                                              "replace",   "0x1f",
                                              "[id]",      "`name`",
                                              ";",         "MATERIALIZED",
                                              "RECURSIVE", "RETURNING",
                                              "SET",       "INTO",
                                              "NATURAL",   "INDEXED",
                                              "EXCLUDE",   "TIES",
                                              "DO",        "NOTHING",
                                              "excluded",  "rowid",
                                              "NO"};
    std::vector<std::string> words;
    tenon::detail::lexer tokens(text);
    for (auto next = tokens.next(); next.kind != tenon::detail::token_kind::end; next = tokens.next())
        words.emplace_back(tokens.text(next));
    for (int changes = 1 + random.below(2); changes > 0 && words.size() > 1; --changes) {
        const auto at = static_cast<std::size_t>(random.below(static_cast<int>(words.size())));
        const std::string other(others[random.below(static_cast<int>(std::size(others)))]);
        const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
        switch (random.below(5)) {
        case 0: words.erase(place); break;
        case 1: words.insert(place, other); break;
        case 2: *place = other; break;
        case 3:
            words.insert(place,
                         words[static_cast<std::size_t>(random.below(static_cast<int>(words.size())))]);
            break;
        default: std::swap(words[at], words[at + 1 < words.size() ? at + 1 : 0]); break;
        }
    }
    std::string result;
    for (const std::string& word : words) result += (result.empty() ? "" : " ") + word;
    return result;
}

// The author writes SELECTs; these are the rest.
constexpr std::string_view writes[] = {
    "INSERT INTO cities (id, name, size) VALUES (:p, 'a', 1), (2, upper('b'), NULL) ON CONFLICT (name) DO "
    "UPDATE SET "
    "size = excluded.size + cities.size WHERE cities.size IS NULL RETURNING id, name AS n",
    "INSERT OR IGNORE INTO tags SELECT id, name, 1, NULL FROM cities WHERE id NOT IN (SELECT city_id FROM "
    "visits)",
    "INSERT INTO tags DEFAULT VALUES RETURNING *",
    "REPLACE INTO cities (name, coastal) VALUES ('x', TRUE)",
    "WITH big(id, n) AS MATERIALIZED (SELECT id, size FROM cities) INSERT INTO tags (id, name) SELECT id, "
    "'b' FROM big "
    "WHERE n > 2 ON CONFLICT DO NOTHING",
    "UPDATE people SET size = size * 2.5, name = CASE WHEN active THEN 'on' ELSE name END WHERE id BETWEEN 1 "
    "AND :p "
    "RETURNING id",
    "UPDATE OR REPLACE people AS p SET city_id = c.id FROM cities AS c LEFT JOIN tags ON tags.id = c.id "
    "WHERE c.name = "
    "p.name",
    "DELETE FROM visits WHERE (person_id, city_id) = (1, 2) OR cost IS NOT NULL AND note LIKE 'a%' ESCAPE "
    "'!'",
    "DELETE FROM tags AS t WHERE EXISTS (SELECT 1 FROM cities WHERE cities.id = t.id) RETURNING t.id",
    "SELECT p.name FROM people p, cities c WHERE p.city_id IN (1, c.id) GROUP BY p.name HAVING count(*) > 1 "
    "ORDER BY 1",
    "SELECT id -> '$.a', ~size, name || 'x' COLLATE nocase, -id, size & 3 | 1 << 2 FROM cities LIMIT 3, :p",
};

// What SQLite says of texts that are no faults of ours: its own limits, and where it loses sight of names
// that it has.
bool is_limit(const std::string& complaint) {
    for (const char* known :
         {"parser stack overflow", "ON clause references tables to its right",
          "HAVING clause on a non-aggregate query", "misuse of aggregate", "no such column"})
        if (complaint.find(known) != std::string::npos) return true;
    return false;
}

bool prepares(const sample_database& db, const std::string& text, std::string& complaint) {
    sqlite3_stmt* const statement = db.prepare(text);
    complaint = statement == nullptr ? db.complaint() : std::string();
    sqlite3_finalize(statement);
    return statement != nullptr;
}

}  // namespace

// TENON_MUTANTS=50000 asks for that many and reports what came of them.
TEST_CASE("texts that SQLite refuses are refused; what it accepts is parsed, or said to be unsupported") {
    const int mutants = asked("TENON_MUTANTS", 3000);
    const sample_database db(3, 7, 40);
    dice random{99};
    int both = 0, neither = 0, only_tenon = 0, only_sqlite = 0;
    findings accepted, unparsed, unchecked, unprepared;
    int seed = 1;
    for (int made = 0; made < mutants; ++seed) {
        const bool write = random.chance(40);
        const std::string text = write
                                     ? std::string(writes[random.below(static_cast<int>(std::size(writes)))])
                                     : random_text(static_cast<std::uint64_t>(seed));
        if (text.empty() || text.size() > 600) continue;
        for (int i = 0; i < 5; ++i, ++made) {
            const std::string mutant = mutated(text, random);
            const tenon::parsed_sql plain = tenon::parse(mutant),
                                    checked = tenon::parse<sample_tables>(mutant);
            std::string complaint, canonical;
            const bool taken = prepares(db, mutant, complaint);
            if (checked && !prepares(db, checked.canonical(), canonical) && !is_limit(canonical))
                unprepared.add(canonical, checked.canonical());
            (checked ? (taken ? both : only_tenon) : taken ? only_sqlite : neither) += 1;
            if (checked && !taken && !is_limit(complaint)) accepted.add(complaint, mutant);
            if (!plain && taken) unparsed.add(plain.error()->message, mutant);
            if (plain && !checked && taken) unchecked.add(checked.error()->message, mutant);
        }
    }
    if (std::getenv("TENON_MUTANTS") != nullptr)
        std::printf(
            "%d both accept, %d neither, %d only tenon, %d only SQLite\nonly tenon:\n%s\nnot parsed:\n%s\n"
            "not checked:\n%s\n",
            both, neither, only_tenon, only_sqlite, accepted.report().c_str(), unparsed.report().c_str(),
            unchecked.report().c_str());
    INFO(unprepared.report());
    CHECK(unprepared.kinds.empty());
    INFO(accepted.report());
    CHECK(accepted.kinds.empty());
    std::string silent;
    for (const auto& [kind, found] : unparsed.kinds)
        if (found.what.find("is not supported") == std::string::npos)
            silent += found.what + "\n    " + found.shortest + "\n";
    INFO(silent);
    CHECK(silent.empty());
    CHECK(both > mutants / 100);
}
