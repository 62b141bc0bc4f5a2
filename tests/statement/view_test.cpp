// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/database.hpp>
#include <tenon/statement/view.hpp>

#include "../query/tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace tenon::literals;
using tenon::select;

namespace {

using tests::customer, tests::order;

// A customer without an order is there, too, with nothing spent.
struct spender {
    std::int64_t id = 0;
    std::optional<double> spent;
    std::string name;

    static constexpr auto table = tenon::view(
        "spenders",
        select("c.id"_c.as<"id">(), "c.name"_c.as<"name">(), tenon::sum("o.total"_c).as<"spent">())
            .from<customer, "c">()
            .left_join<order, "o">("o.customer_id"_c == "c.id"_c)
            .group_by("c.id"_c, "c.name"_c));
};

struct active_customer {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = tenon::view("active_customers", select<customer>().where("active"_c));
};

static_assert(tenon::create_table_sql<active_customer>() ==
              R"(CREATE VIEW "active_customers" AS SELECT "id", "name", "email", "active" FROM "customers" )"
              R"(WHERE "active")");
static_assert(tenon::sql_text(select<spender>()) == R"(SELECT "id", "spent", "name" FROM "spenders")");

}  // namespace

TEST_CASE("a view that is described by a query is read like a table") {
    tenon::database db(":memory:");
    db.create<customer, order, spender, active_customer>();
    for (const bool active : {true, false})
        db(tenon::insert<customer>(), "name"_p = active ? "Ada" : "Bob", "email"_p = active ? "a" : "b",
           "active"_p = active);
    for (const double total : {1.5, 2.25})
        db(tenon::insert<order>(), "customer_id"_p = 1, "total"_p = total, "state"_p = tests::status::open);
    const std::vector<spender> spenders = db(select<spender>().order_by("id"_c)).all();
    REQUIRE(spenders.size() == 2);
    CHECK(spenders[0].name == "Ada");
    CHECK(spenders[0].spent == 3.75);
    CHECK_FALSE(spenders[1].spent.has_value());
    CHECK(db(select<active_customer>()).one().name == "Ada");
}
