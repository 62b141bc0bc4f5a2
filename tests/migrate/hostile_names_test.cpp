// SPDX-License-Identifier: BSL-1.0
// Strings that have broken other programs, as names of tables, columns, indexes, constraints, aliases,
// functions and attached files: each is refused by a typed error, or comes back as it was.
#include <tenon/core.hpp>
#include <tenon/functions.hpp>
#include <tenon/migrate.hpp>
#include <tenon/migrate/adopt.hpp>
#include <tenon/migrate/diagram.hpp>
#include <tenon/parse_sql.hpp>
#include <tenon/raw_sql.hpp>

#include "../runtime/hostile_strings.hpp"
#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace tenon::literals;
namespace schema = tenon::schema;

namespace {

/// Whether a call succeeds; what it throws must be the library's, with a code.
template <class Call>
bool succeeds(Call call) {
    try {
        call();
        return true;
    } catch (const tenon::exception& refused) {
        CHECK_FALSE(refused.details().code.empty());
        CHECK_FALSE(refused.details().message.empty());
        return false;
    }
}

schema::model named(const std::string& name) {
    schema::table parent{.name = name};
    parent.columns = {{.name = "id", .type = "INTEGER"},
                      {.name = name + " ", .type = "TEXT", .not_null = true}};
    parent.primary_key = {.name = name, .terms = {{.text = "id"}}};
    parent.integer_key = true;
    parent.uniques = {{.name = name + "u", .terms = {{.text = name + " "}}}};
    parent.strict = true;
    schema::table child{.name = name + "child"};
    child.columns = {{.name = name, .type = "INTEGER"}};
    child.foreign_keys = {{.name = name, .columns = {name}, .target = name, .target_columns = {"id"}}};
    child.strict = true;
    schema::model result;
    result.tables = {parent, child};
    result.indexes = {{.name = name + "index", .table = name + "child", .terms = {{.text = name}}}};
    return result;
}

std::int64_t objects(tenon::database& db) {
    return db(tenon::raw_sql<std::int64_t>("SELECT count(*) FROM sqlite_schema WHERE sql IS NOT NULL"))
        .scalar();
}

std::string in_marks(std::string_view name) { return schema::detail::in_quotes(name); }

}  // namespace

TEST_CASE("hostile names of a schema are created, read back, rebuilt and renamed as they are") {
    int made = 0;
    for (const std::string& name : hostile()) {
        CAPTURE(name);
        tenon::database db(":memory:");
        schema::model declared = named(name);
        if (!succeeds([&] { schema::migrate(db.connection(), declared); })) {
            CHECK(objects(db) == 0);
            continue;
        }
        ++made;
        CHECK(objects(db) == 3);
        schema::model found = schema::inspect(db.connection());
        REQUIRE(found.tables.size() == 2);
        CHECK(found.tables[0].name == name);
        CHECK(found.tables[0].columns[1].name == name + " ");
        CHECK(found.tables[0].uniques[0].name == name + "u");
        CHECK(found.tables[1].columns[0].name == name);
        CHECK(found.tables[1].foreign_keys[0].target == name);
        CHECK(found.indexes[0].name == name + "index");
        CHECK(schema::diff(found, declared).empty());

        db.connection().execute("INSERT INTO " + in_marks(name) + " VALUES (1, 'kept')");
        declared.tables[0].columns[1].type = "BLOB";
        declared.tables[0].columns.push_back(
            {.name = name + "more", .type = "INTEGER", .not_null = true, .default_value = "7"});
        if (succeeds([&] { schema::migrate(db.connection(), declared, {{.allow = {.narrow = true}}}); })) {
            found = schema::inspect(db.connection());
            CHECK(schema::diff(found, declared).empty());
            CHECK(found.tables.size() == 2);
            const auto row = db(tenon::raw_sql<std::int64_t>("SELECT " + in_marks(name + "more") + " FROM " +
                                                             in_marks(name) + " WHERE id = 1"));
            static_cast<void>(row);
        } else {
            CHECK(schema::inspect(db.connection()).tables.size() == 2);
        }
        static_cast<void>(schema::mermaid(found));
        static_cast<void>(schema::dot(found));
    }
    CHECK(made > 180);
}

TEST_CASE("hostile names in a database of others are adopted as they are") {
    int adopted = 0;
    for (const std::string& name : hostile()) {
        CAPTURE(name);
        tenon::database db(":memory:");
        if (!succeeds([&] {
                db.connection().execute("CREATE TABLE " + in_marks(name) + " (" + in_marks(name) +
                                        " INTEGER PRIMARY KEY, " + in_marks(name + "2") +
                                        " TEXT NOT NULL DEFAULT " + in_marks(name) + "); INSERT INTO " +
                                        in_marks(name) + " (" + in_marks(name) + ") VALUES (1)");
            }))
            continue;
        const std::int64_t before = objects(db);
        if (!succeeds([&] {
                const schema::adoption written = schema::adopt(db.connection(), "old");
                CHECK(written.plan.steps.empty());
                REQUIRE(written.rows.size() + written.notes.size() > 0);
                ++adopted;
                // What surrounds a struct stands on lines of its own: no name has got out of its literal.
                CHECK(contains(written.header, "\n\nstruct "));
                CHECK(contains(written.header, "tenon::database_module<\"old\""));
                for (const char c : written.header)
                    CHECK((static_cast<unsigned char>(c) >= ' ' || c == '\n'));
            }))
            continue;
        CHECK(objects(db) == before);
    }
    CHECK(adopted > 150);
}

TEST_CASE("hostile names as aliases, in text that is formatted, come back as they were") {
    tenon::database db(":memory:");
    int run = 0;
    for (const std::string& name : hostile()) {
        CAPTURE(name);
        const std::string text = "SELECT 1 AS " + in_marks(name);
        std::string formatted;
        if (!succeeds([&] { formatted = tenon::format_sql(text); })) continue;
        const tenon::statement_data data = query(formatted);
        if (!succeeds([&] { CHECK(db.connection().lease(data).column_name(0) == name); })) continue;
        ++run;
        CHECK(tenon::format_sql(formatted) == formatted);
    }
    CHECK(run > 180);
}

TEST_CASE("hostile names as functions and as attached files") {
    const scratch dir;
    {
        tenon::database other(dir / "other.db");
        other.connection().execute("CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (5)");
    }
    int functions = 0, attached = 0;
    for (const std::string& name : hostile()) {
        CAPTURE(name);
        tenon::database db(":memory:");
        if (succeeds([&] { db.connection().add_function(name, [](std::int64_t x) { return x + 1; }); })) {
            ++functions;
            CHECK(db(tenon::raw_sql<std::int64_t>("SELECT " + in_marks(name) + "(1)")).scalar() == 2);
        }
        if (succeeds([&] { db.connection().attach_read_only(dir / "other.db", name); })) {
            ++attached;
            CHECK(db(tenon::raw_sql<std::int64_t>("SELECT a FROM " + in_marks(name) + ".t")).scalar() == 5);
        }
    }
    CHECK(functions > 100);
    CHECK(attached > 100);
}
