// SPDX-License-Identifier: BSL-1.0
#include "author.hpp"
#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <map>
#include <string>

// Random schemas with random rows: TENON_TEST_PAIRS pairs of them, from seed TENON_TEST_SEED on.

namespace {

using tenon::schema::detail::find;

std::size_t number_in(const char* variable, std::size_t otherwise) {
    const char* const given = std::getenv(variable);
    return given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
}

// Tables and columns by their names before.
const schema::table* before_of(const schema::table& now, const schema::model& from) {
    const schema::table* same = find(from.tables, now.name);
    return same != nullptr ? same : find(from.tables, now.renamed_from);
}
const schema::column* before_of(const schema::column& now, const schema::table& from) {
    const schema::column* same = find(from.columns, now.name);
    return same != nullptr ? same : find(from.columns, now.renamed_from);
}

// The rows of a table, by those columns that the change leaves alone, with their numbers where these stay.
struct unaffected {
    std::string before;
    std::string after;
    bool autoincrement = false;
};

std::map<std::string, unaffected> unaffected_columns(const schema::model& from, const schema::model& to) {
    std::map<std::string, unaffected> result;
    for (const schema::table& now : to.tables) {
        const schema::table* old = before_of(now, from);
        if (old == nullptr) continue;
        unaffected of{"SELECT count(*) OVER ()", "SELECT count(*) OVER ()",
                      old->autoincrement && now.autoincrement};
        std::string order = " ORDER BY 1";
        int columns = 1;
        const auto add = [&](const std::string& before, const std::string& after) {
            of.before += ", " + before;
            of.after += ", " + after;
            order += ", " + std::to_string(++columns);
        };
        if (!old->without_rowid && !now.without_rowid) add("rowid", "rowid");
        for (const schema::column& column : now.columns) {
            const schema::column* was = before_of(column, *old);
            if (was == nullptr ||
                schema::detail::canonical_column(*old, *was) !=
                    schema::detail::canonical_column(now, column) ||
                !column.generated.empty())
                continue;
            add("quote(" + schema::detail::in_quotes(was->name) + ")",
                "quote(" + schema::detail::in_quotes(column.name) + ")");
        }
        of.before += " FROM " + schema::detail::in_quotes(old->name) + order;
        of.after += " FROM " + schema::detail::in_quotes(now.name) + order;
        result[now.name] = of;
    }
    return result;
}

std::string all_of(tenon::sqlite::connection& in) {
    std::string result = found(in, "SELECT sql FROM sqlite_schema ORDER BY 1");
    for (const schema::table& table : schema::inspect(in).tables)
        result += found(in, "SELECT * FROM " + schema::detail::in_quotes(table.name));
    return result;
}

std::string sequence_of(tenon::sqlite::connection& in, const std::string& table) {
    return found(in, "SELECT seq FROM sqlite_sequence WHERE name = " + schema::detail::as_text(table));
}

struct tally {
    std::size_t migrated = 0;
    std::size_t blocked = 0;
    std::size_t rebuilt = 0;
    std::size_t in_place = 0;
    std::size_t reversed = 0;
};

void check_state(tenon::sqlite::connection& db, const schema::model& wanted) {
    CHECK(schema::inspect(db) == wanted);
    CHECK(schema::diff(schema::inspect(db), wanted).empty());
    CHECK(schema::fingerprint(schema::inspect(db)) == schema::fingerprint(wanted));
    CHECK(found(db, "PRAGMA foreign_key_check") == "");
    CHECK(found(db, "PRAGMA integrity_check") == "'ok';");
    CHECK(found(db, "PRAGMA foreign_keys") == "1;");
    CHECK(found(db, "PRAGMA legacy_alter_table") == "0;");
}

// Says what the names were called meanwhile.
void name_back(schema::table& to, const schema::table& now) {
    if (to.name != now.name) to.renamed_from = now.name;
    for (schema::column& column : to.columns)
        for (const schema::column& other : now.columns)
            if (other.renamed_from == column.name) column.renamed_from = other.name;
}

void check_pair(std::uint64_t seed, tally& counts) {
    author writer(seed);
    const schema::model from = writer.write();
    schema::model to = writer.change(from);
    if (writer.chance(10)) to = writer.write();
    INFO("seed " << seed << "\n" << schema::print(from) << "---\n" << schema::print(to));
    auto db = made_by(schema::print(from));
    REQUIRE(schema::inspect(db) == from);
    REQUIRE(model_of(schema::print(to)) == to);
    writer.fill(db, from);
    const auto kept = unaffected_columns(from, to);
    std::map<std::string, std::string> rows;
    std::map<std::string, std::string> sequences;
    for (const auto& [name, of] : kept) {
        rows[name] = found(db, of.before);
        if (of.autoincrement)
            sequences[name] = sequence_of(db, before_of(*find(to.tables, name), from)->name);
    }
    const std::string everything = all_of(db);
    schema::migrate_options how;
    how.allow = {.drop = true, .narrow = true, .not_null = true};
    INFO(schema::print(schema::diff(from, to, how)));
    schema::plan done;
    try {
        done = schema::migrate(db, to, how);
    } catch (const tenon::exception& thrown) {
        INFO(thrown.what());
        CHECK(thrown.details().code == "MIGRATION_BLOCKED");
        CHECK(all_of(db) == everything);
        CHECK(found(db, "PRAGMA foreign_keys") == "1;");
        ++counts.blocked;
        return;
    }
    ++counts.migrated;
    for (const schema::step& each : done.steps) ++(each.rebuild ? counts.rebuilt : counts.in_place);
    check_state(db, to);
    for (const auto& [name, of] : kept) {
        INFO(name);
        CHECK(found(db, of.after) == rows[name]);
        if (of.autoincrement) CHECK(sequence_of(db, name) == sequences[name]);
    }
    schema::model back = from;
    for (schema::table& table : back.tables)
        for (const schema::table& now : to.tables)
            if (before_of(now, from) == find(from.tables, table.name)) name_back(table, now);
    try {
        schema::migrate(db, back, how);
        ++counts.reversed;
    } catch (const tenon::schema_error& blocked) {
        CHECK(blocked.details().code == "MIGRATION_BLOCKED");
        return;
    }
    check_state(db, from);
}

}  // namespace

TEST_CASE("migrations between random schemas keep the rows, and end where they should") {
    const std::size_t pairs = number_in("TENON_TEST_PAIRS", 200);
    const std::size_t seed = number_in("TENON_TEST_SEED", 1);
    tally counts;
    for (std::size_t i = 0; i < pairs; ++i) check_pair(seed + i, counts);
    if (pairs > 1000)
        WARN(counts.migrated << " migrated, " << counts.blocked << " blocked, " << counts.rebuilt
                             << " rebuilds, " << counts.in_place << " other steps, " << counts.reversed
                             << " taken back");
    CHECK(counts.migrated > pairs / 2);
    CHECK(counts.reversed > pairs / 3);
    CHECK(counts.rebuilt > pairs / 4);
}

TEST_CASE("large schemas are read back as they were written, and made from nothing by a plan") {
    for (const std::size_t tables : {11U, 29U, 66U, 130U}) {
        INFO(tables << " tables");
        const schema::model written = author(tables).write(tables);
        const std::string text = schema::print(written);
        auto db = made_by(text);
        const schema::model read = schema::inspect(db);
        CHECK(read.tables.size() == tables);
        CHECK(schema::print(read) == text);
        CHECK(read == written);
        tenon::sqlite::connection other(":memory:");
        schema::migrate(other, written);
        CHECK(schema::fingerprint(schema::inspect(other)) == schema::fingerprint(written));
    }
}
