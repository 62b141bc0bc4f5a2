// SPDX-License-Identifier: BSL-1.0
#include <tenon/raw_sql.hpp>
#include <tenon/repository.hpp>
#include <tenon/schema/column_rules.hpp>
#include <tenon/test_database.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace tenon::literals;

namespace {

struct customer {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    bool active = true;
    std::int32_t rank = 0;
    std::optional<std::string> note{};
    std::string shown{};

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("email"),
                                               tenon::default_("active", true), tenon::default_("rank", 1),
                                               tenon::generated("shown", "name || ' <' || email || '>'"));

    bool operator==(const customer&) const = default;
};

struct line {
    std::int64_t order_id = 0;
    std::int32_t number = 0;
    double low = 0;
    double high = 0;

    static constexpr auto table =
        tenon::table("lines", tenon::primary_key("order_id", "number"), tenon::check("low <= high"));

    bool operator==(const line&) const = default;
};

struct new_customer {
    std::string name{};
    std::string email{};
};

struct customer_changes {
    std::optional<std::string> name{};
    std::optional<std::string> email{};
    std::optional<bool> active{};
    std::optional<std::optional<std::string>> note{};
};

struct shop : tenon::database_module<"repository.shop", customer, line> {
    using service = tenon::crud_service<shop, customer>;
    static constexpr std::string_view prefix = "shop_";
};

const tenon::repository<customer> customers;
const tenon::repository<line> lines;

/// The texts of the statements that write.
struct told {
    std::vector<std::string> updates{};

    tenon::settings settings() {
        tenon::settings how;
        how.log.sink = [this](const tenon::statement_event& event) {
            if (event.sql.starts_with("UPDATE")) updates.emplace_back(event.sql);
        };
        return how;
    }
};

}  // namespace

TEST_CASE("a row is created as it is stored, from a struct, an input of some columns, or named values") {
    tenon::test_database<shop> db;
    auto session = db.integrity_session<shop>("create");
    const customer ada = customers.create(session, new_customer{"Ada", "ada@example.com"});
    CHECK(ada == customer{1, "Ada", "ada@example.com", true, 1, std::nullopt, "Ada <ada@example.com>"});
    const customer bob = customers.create(session, customer{.name = "Bob", .email = "b", .active = false});
    CHECK(bob.id == 2);
    CHECK_FALSE(bob.active);
    CHECK(customers.create(session, "name"_p = "Cy", "email"_p = "c").shown == "Cy <c>");
    CHECK(customers.create_with_key(session, customer{.id = 40, .name = "Di", .email = "d"}).id == 40);
    CHECK(customers.count(session) == 4);
}

TEST_CASE("rows are found by key, by a column, by a condition, in order and in pages") {
    tenon::test_database<shop> db;
    auto session = db.integrity_session<shop>("look");
    for (const char* name : {"c", "a", "b"})
        customers.create(session, customer{.name = name, .email = name, .active = *name != 'a'});
    CHECK(customers.get(session, 2).name == "a");
    CHECK(customers.find(session, 3)->name == "b");
    CHECK_FALSE(customers.find(session, 4));
    const auto missing = error_from([&] { customers.get(session, 4); });
    CHECK(missing.code == "NOT_FOUND");
    CHECK(missing.purpose == "look");
    CHECK(customers.find_by<"email">(session, "c")->id == 1);
    CHECK(customers.list_by<"active">(session, true).size() == 2);
    CHECK(customers.list(session).size() == 3);
    CHECK(customers.page(session, 1, 1)[0].name == "a");
    CHECK(customers.list_where(session, "active"_c && "name"_c > "least"_p, "least"_p = "b")[0].name == "c");
    session.commit();
    auto reader = db.read_session<shop>("read");
    CHECK(customers.get(reader, 1).name == "c");
    CHECK(customers.list(reader).size() == 3);
}

TEST_CASE("an update writes the columns that have a value, and no other") {
    told log;
    tenon::test_database<shop> db(log.settings());
    auto session = db.integrity_session<shop>("update");
    customers.create(session, customer{.name = "Ada", .email = "a", .note = "old"});
    log.updates.clear();
    CHECK(customers.update(session, customer_changes{.name = "Eve"}, 1).shown == "Eve <a>");
    CHECK(
        customers.update(session, customer_changes{.active = false, .note = std::optional<std::string>{}}, 1)
            .note == std::nullopt);
    CHECK(customers.update(session, customer_changes{}, 1).name == "Eve");
    CHECK(log.updates ==
          std::vector<std::string>{R"(UPDATE "customers" SET "name" = ?1 WHERE "id" = ?2)",
                                   R"(UPDATE "customers" SET "active" = ?1, "note" = ?2 WHERE "id" = ?3)"});
    const auto missing = error_from([&] { customers.update(session, customer_changes{.name = "x"}, 9); });
    CHECK(missing.code == "NOT_FOUND");
    CHECK(missing.message == "`customers` has no row with this key");
    CHECK(error_from([&] { customers.update(session, customer_changes{}, 9); }).code == "NOT_FOUND");
}

TEST_CASE("saving writes what has changed, all of it at once") {
    told log;
    tenon::test_database<shop> db(log.settings());
    auto session = db.integrity_session<shop>("save");
    const line before = lines.create(session, line{7, 1, 0.5, 1.5});
    log.updates.clear();
    line after = before;
    CHECK(lines.save(session, before, after) == before);
    CHECK(log.updates.empty());
    after.low = 10;
    after.high = 20;  // neither alone would satisfy the check
    CHECK(lines.save(session, before, after) == after);
    CHECK(log.updates ==
          std::vector<std::string>{
              R"(UPDATE "lines" SET "low" = ?1, "high" = ?2 WHERE "order_id" = ?3 AND "number" = ?4)"});
    after.number = 2;
    CHECK(error_from([&] { lines.save(session, before, after); }).code == "KEY_CHANGED");
    CHECK(lines.get(session, 7, 1).low == 10);
    CHECK(lines.remove(session, 7, 1));
    CHECK_FALSE(lines.remove(session, 7, 1));
    const auto missing = error_from([&] { lines.save(session, before, line{7, 1, 0, 9}); });
    CHECK(missing.code == "NOT_FOUND");
}

TEST_CASE("values that a column can't hold are refused before anything is written") {
    tenon::test_database<shop> db;
    auto session = db.integrity_session<shop>("refuse");
    const customer ada = customers.create(session, customer{.name = "Ada", .email = "a"});
    customers.create(session, customer{.name = "Bob", .email = "b"});
    customer taken = ada;
    taken.email = "b";
    const auto twice = error_from([&] { customers.save(session, ada, taken); });
    CHECK(twice.code == "UNIQUE_VIOLATION");
    CHECK(twice.columns == "email");
    line reversed{1, 1, 2, 1};
    CHECK(error_from([&] { lines.create(session, reversed); }).code == "CHECK_VIOLATION");
}

TEST_CASE("many rows are created with progress, all or none") {
    tenon::test_database<shop> db;
    auto session = db.integrity_session<shop>("bulk");
    std::vector<line> many;
    for (std::int32_t i = 0; i < 2'500; ++i) many.push_back({1, i, 0, 1});
    std::vector<std::pair<std::int64_t, std::int64_t>> seen;
    const auto note = [&](std::int64_t done, std::int64_t all) { seen.emplace_back(done, all); };
    CHECK(lines.create_all(session, many, note).rows == 2'500);
    CHECK(seen ==
          std::vector<std::pair<std::int64_t, std::int64_t>>{{1000, 2500}, {2000, 2500}, {2500, 2500}});
    for (line& each : many) each.order_id = 2;
    many.back().number = 0;  // there already
    CHECK(error_from([&] { lines.create_all(session, many); }).code == "PRIMARY_KEY_VIOLATION");
    CHECK(lines.count(session) == 2'500);
    many.back().number = 9'999;
    const auto stop = [](std::int64_t done, std::int64_t) {
        if (done == 2000) throw std::runtime_error("enough");
    };
    CHECK_THROWS_AS(lines.create_all(session, many, stop), std::runtime_error);
    CHECK(lines.count(session) == 2'500);
    CHECK(lines.create_all(session, std::vector<line>{}).rows == 0);
}

TEST_CASE("the same works on one connection, and in one file with a prefix") {
    {
        tenon::database db(":memory:");
        db.create<customer, line>();
        const customer ada = customers.create(db, customer{.name = "Ada", .email = "a"});
        customer older = ada;
        older.rank = 5;
        CHECK(customers.save(db, ada, older).rank == 5);
        CHECK(lines.create_all(db, std::vector<line>{{1, 1, 0, 1}, {1, 2, 0, 1}}).rows == 2);
    }
    const scratch dir;
    tenon::settings how;
    how.file = dir / "all.db";
    tenon::registry<shop> db(how);
    db.start();
    auto session = db.integrity_session<shop>("prefixed");
    const line first = lines.create(session, line{1, 1, 0, 1});
    CHECK(lines.save(session, first, line{1, 1, 0, 2}).high == 2);
    CHECK(session(tenon::raw_sql<double>("SELECT high FROM shop_lines")).scalar() == 2);
}

TEST_CASE("a service has a session for each call, and returns results") {
    tenon::test_database<shop> db;
    auto& service = db.service<shop::service>();
    const tenon::result<customer> ada = service.create(new_customer{"Ada", "a"});
    CHECK(ada.value().id == 1);
    const tenon::result<customer> again = service.create(new_customer{"Ada", "a"});
    CHECK(again.error().code == "UNIQUE_VIOLATION");
    CHECK(again.error().purpose == "create customers");
    CHECK(again.error().module_name == "repository.shop");
    CHECK(service.create_all(std::vector<customer>{{.name = "B", .email = "b"}, {.name = "C", .email = "c"}})
              .value()
              .rows == 2);
    CHECK(service.get(1).value().name == "Ada");
    CHECK(service.get(9).error().code == "NOT_FOUND");
    CHECK(service.get(9).error().purpose == "get customers");
    CHECK_FALSE(service.find(9).value());
    CHECK(service.find_by<"email">("c").value()->id == 3);
    CHECK(service.list_by<"rank">(0).value().size() == 2);
    CHECK(service.list().value().size() == 3);
    CHECK(service.page(1, 2).value()[0].name == "C");
    CHECK(service.list_where("id"_c > "least"_p, "least"_p = 1).value().size() == 2);
    CHECK(service.count().value() == 3);
    CHECK(service.update(customer_changes{.active = false}, 1).value().active == false);
    customer changed = ada.value();
    changed.name = "Eve";
    CHECK(service.save(ada.value(), changed).value().shown == "Eve <a>");
    CHECK(service.remove(1).value());
    CHECK_FALSE(service.remove(1).value());
    CHECK(service.count().value() == 2);
}
