// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/create.hpp>
#include <tenon/sqlite/database.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

using namespace tenon::literals;

namespace {

struct town {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("towns", tenon::primary_key("id"), tenon::unique("name"));
};

struct street {
    std::int64_t id = 0;
    std::int64_t town_id = 0;
    std::string name{};

    static constexpr auto table =
        tenon::table("streets", tenon::primary_key("id"),
                     tenon::foreign_key("town_id").references<town>("id").on_delete(tenon::cascade),
                     tenon::index("town_id", "name DESC").named("streets_by_town"));
};

// The tables of a later version of the program.
struct larger_town {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t people = 0;

    static constexpr auto table = tenon::table("towns", tenon::primary_key("id"), tenon::unique("name"));
};

struct reindexed_street {
    std::int64_t id = 0;
    std::int64_t town_id = 0;
    std::string name{};

    static constexpr auto table =
        tenon::table("streets", tenon::primary_key("id"),
                     tenon::foreign_key("town_id").references<town>("id").on_delete(tenon::cascade),
                     tenon::index("name").named("streets_by_town"));
};

constexpr auto objects = [](tenon::database& db) {
    auto lookup =
        db.connection().lease(query("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"));
    REQUIRE(lookup.step());
    return lookup.reader().integer(0);
};

}  // namespace

TEST_CASE("tables and indexes are created where they are missing") {
    const scratch dir;
    tenon::database db(dir / "a.db");
    db.create<town>();
    CHECK(objects(db) == 1);
    db.create<town, street>();
    CHECK(objects(db) == 3);
    db(tenon::insert<town>(), town{.name = "Brno"});
    db.create<town, street>();
    CHECK(objects(db) == 3);
    CHECK(db(tenon::select<town>()).one().name == "Brno");

    tenon::database again(dir / "a.db");
    again.create<street, town>();
    CHECK(again(tenon::select<town>()).one().id == 1);
}

TEST_CASE("what is created holds: types, keys, references") {
    tenon::database db(":memory:");
    db.create<town, street>();
    db(tenon::insert<town>(), town{.name = "Brno"});
    db(tenon::insert<street>(), street{.town_id = 1, .name = "Česká"});
    CHECK(error_from([&] { db(tenon::insert<town>(), town{.name = "Brno"}); }).code == "UNIQUE_VIOLATION");
    CHECK(error_from([&] { db(tenon::insert<street>(), street{.town_id = 2}); }).code ==
          "FOREIGN_KEY_VIOLATION");
    CHECK(error_from([&] { db.connection().execute("INSERT INTO towns (name) VALUES (x'00')"); }).code ==
          "WRONG_STORAGE_CLASS");
    CHECK(error_from([&] { db.connection().execute("INSERT INTO towns (name) VALUES (NULL)"); }).code ==
          "NOT_NULL_VIOLATION");
    db(tenon::delete_from<town>());
    CHECK(db(tenon::select<street>()).all().empty());
}

TEST_CASE("a table that is not as described is refused, and nothing is created") {
    tenon::database db(":memory:");
    db.create<town>();
    const auto error = error_from([&] { db.create<street, larger_town>(); });
    CHECK(error.code == "SCHEMA_MISMATCH");
    CHECK(error.category == tenon::category::schema);
    CHECK(contains(error.message, "`towns`"));
    CHECK(contains(error.message, "people"));
    CHECK(objects(db) == 1);
    CHECK_FALSE(db.connection().in_transaction());
    CHECK_NOTHROW(db.create<town, street>());
}

TEST_CASE("an index that is not as described is refused") {
    tenon::database db(":memory:");
    db.create<town, street>();
    const auto error = error_from([&] { db.create<reindexed_street>(); });
    CHECK(error.code == "SCHEMA_MISMATCH");
    CHECK(contains(error.message, "streets_by_town"));
}

TEST_CASE("a table made by hand is taken for another, unless it reads the same") {
    tenon::database db(":memory:");
    db.connection().execute("CREATE TABLE towns (id INTEGER PRIMARY KEY, name TEXT)");
    CHECK_THROWS_AS(db.create<town>(), tenon::schema_error);
    db.connection().execute("DROP TABLE towns");
    db.connection().execute("CREATE VIEW towns AS SELECT 1 AS id");
    CHECK_THROWS_AS(db.create<town>(), tenon::exception);
}

TEST_CASE("tables are created inside an open transaction, and go with it") {
    tenon::database db(":memory:");
    {
        const auto transaction = db.transaction();
        db.create<town>();
        db(tenon::insert<town>(), town{.name = "Brno"});
        CHECK(db(tenon::select<town>()).all().size() == 1);
    }
    CHECK(objects(db) == 0);
    db.create<town>();
    CHECK(db(tenon::select<town>()).all().empty());
}
