// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/migrate/declared.hpp>

#include "databases.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace {

struct owner {
    std::int64_t id = 0;
    std::string full_name{};
    std::optional<double> height{};

    static constexpr auto table = tenon::table(
        "owners", tenon::primary_key("id"), tenon::unique("full_name"), tenon::renamed_from("people"),
        tenon::column("full_name").named("name").collate("NOCASE").renamed_from("nickname"),
        tenon::check("height > 0"), tenon::max_length("full_name", 50));
};

struct pet {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    std::string name{};
    std::optional<std::string> upper_name{};
    tenon::timestamp born = tenon::now();

    static constexpr auto table = tenon::table(
        "pets", tenon::primary_key("id"), tenon::autoincrement,
        tenon::foreign_key("owner_id").references<owner>("id").on_delete(tenon::cascade).deferred(),
        tenon::default_("born", tenon::current_timestamp),
        tenon::generated("upper_name", "upper(name)").stored(),
        tenon::index("owner_id", "name DESC").where("name <> ''"));
};

struct pet_text {
    std::string name{};
    static constexpr auto table = tenon::fts5("pet_texts", tenon::content<pet>("id"));
};

struct named_pet {
    std::string name{};
    static constexpr auto table = tenon::view("named_pets", "SELECT name FROM pets WHERE name <> ''");
};

}  // namespace

TEST_CASE("structs declare the model of the database that they create") {
    tenon::sqlite::connection_options options;
    options.trusted_schema = true;
    tenon::database db(":memory:", options);
    db.create<owner, pet, pet_text, named_pet>();
    const schema::model declared = schema::declared_model<owner, pet, pet_text, named_pet>();
    CHECK(schema::inspect(db.connection()) == declared);
    REQUIRE(declared.tables.size() == 2);
    CHECK(declared.tables[0].renamed_from == "people");
    CHECK(declared.tables[0].columns[1].renamed_from == "nickname");
    CHECK(declared.tables[0].columns[1].collation == "NOCASE");
    CHECK(declared.tables[1].foreign_keys[0].deferred);
    CHECK(declared.triggers.size() == 3);
    CHECK(declared.virtual_tables.size() == 1);
    CHECK(declared.views.size() == 1);
}

TEST_CASE("a plan from nothing creates what structs declare") {
    tenon::sqlite::connection_options options;
    options.trusted_schema = true;
    tenon::sqlite::connection db(":memory:", options);
    const schema::model declared = schema::declared_model<owner, pet, pet_text, named_pet>();
    schema::migrate(db, declared);
    CHECK(schema::inspect(db) == declared);
    CHECK(schema::diff(schema::inspect(db), declared).empty());
}
