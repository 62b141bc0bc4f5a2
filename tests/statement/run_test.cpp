// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/run.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <list>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

using namespace shop;

namespace {

struct setting {
    std::string key{};
    std::int64_t value = 0;
    tenon::timestamp changed_at{};

    static constexpr auto table =
        tenon::table("settings", tenon::primary_key("key"), tenon::default_("value", 7),
                     tenon::default_("changed_at", tenon::current_timestamp), tenon::check("value >= 0"));
};

// A subset of a table's columns.
struct new_customer {
    std::string email{};
    std::string name{};
    bool active = false;
};

constexpr auto add_customer = tenon::insert<customer>();
constexpr auto add_order = tenon::insert<order>();

const std::vector<order> third_is_wrong{
    {0, 1, 1, {}}, {0, 1, 2, {}}, {0, 1, -3, {}}, {0, 1, 4, {}}, {0, 1, 5, {}}};

}  // namespace

TEST_CASE_METHOD(filled, "INSERT takes its columns from named arguments, in any order") {
    const tenon::written one =
        db(add_customer, "email"_p = "dora@example.com", "active"_p = false, "name"_p = "Dora");
    CHECK(one.rows == 1);
    CHECK(one.last_id == 4);
    CHECK(db(add_customer, "active"_p = true, "name"_p = "Eve", "email"_p = "eve@example.com").last_id == 5);
    const auto dora = db(tenon::select<customer>().where("id"_c == 4)).one();
    CHECK(dora.name == "Dora");
    CHECK(dora.email == "dora@example.com");
    CHECK_FALSE(dora.active);
    CHECK(db(add_customer, "id"_p = 40, "name"_p = "Fay", "email"_p = "f@example.com", "active"_p = true)
              .last_id == 40);
}

TEST_CASE_METHOD(filled, "columns that are left out get NULL or their default") {
    db.create<setting>();
    db(tenon::insert<setting>(), "key"_p = "depth");
    const auto stored = db(tenon::select<setting>()).one();
    CHECK(stored.value == 7);
    CHECK(stored.changed_at > tenon::timestamp(std::chrono::hours(24 * 365 * 50)));
    db(add_order, "customer_id"_p = 1, "total"_p = 3);
    CHECK(db(tenon::select("note"_c).from<order>().where("total"_c == 3.0)).scalar() == std::nullopt);
}

TEST_CASE_METHOD(filled, "INSERT takes a struct, or one with some of the columns") {
    CHECK(db(add_customer, customer{.name = "Dora", .email = "dora@example.com"}).last_id == 4);
    CHECK(db(add_customer, new_customer{.email = "eve@example.com", .name = "Eve"}).last_id == 5);
    const auto eve = db(tenon::select<customer>().where("id"_c == 5)).one();
    CHECK(eve.name == "Eve");
    CHECK_FALSE(eve.active);
    CHECK(db(tenon::select("active"_c).from<customer>().where("id"_c == 4)).scalar());
}

TEST_CASE_METHOD(filled, "the key of a struct is given by the database, unless it is asked to keep it") {
    const customer dora{.id = 77, .name = "Dora", .email = "dora@example.com"};
    const auto error = error_from([&] { db(add_customer, dora); });
    CHECK(error.code == "KEY_GIVEN");
    CHECK(error.category == tenon::category::usage);
    CHECK(contains(error.message, "`customers`"));
    CHECK(contains(error.message, "with_key()"));
    CHECK(count_customers() == 3);
    CHECK(db(add_customer.with_key(), dora).last_id == 77);
    CHECK(error_from([&] { db(add_customer.with_key(), dora); }).code == "PRIMARY_KEY_VIOLATION");
    CHECK(db(add_customer, customer{.name = "Eve", .email = "eve@example.com"}).last_id == 78);
}

TEST_CASE_METHOD(filled, "INSERT takes many rows at once") {
    const std::vector<customer> more{{0, "Dora", "dora@example.com", true},
                                     {0, "Eve", "eve@example.com", true}};
    const tenon::written result = db(add_customer, more);
    CHECK(result.rows == 2);
    CHECK(result.last_id == 5);
    std::list<new_customer> list{{"fay@example.com", "Fay", true}, {"gil@example.com", "Gil", true}};
    CHECK(db(add_customer, list).rows == 2);
    CHECK(db(add_customer, std::vector<customer>{{0, "Hal", "hal@example.com", false}}).rows == 1);
    CHECK(db(add_customer, std::span(more).first(0)).rows == 0);
    CHECK(count_customers() == 8);
    CHECK(db(tenon::select("name"_c).from<customer>().where("id"_c == 6)).scalar() == "Fay");
    CHECK(db(add_order, std::span(third_is_wrong).first(2)).rows == 2);
}

TEST_CASE_METHOD(filled, "many rows are stored all or none") {
    const auto error = error_from([&] { db(add_order, third_is_wrong); });
    CHECK(error.code == "CHECK_VIOLATION");
    CHECK(count_orders() == 3);
    CHECK_FALSE(db.connection().in_transaction());

    std::vector<customer> keyed{{0, "Dora", "dora@example.com", true}, {9, "Eve", "eve@example.com", true}};
    CHECK(error_from([&] { db(add_customer, keyed); }).code == "KEY_GIVEN");
    CHECK(count_customers() == 3);

    auto transaction = db.transaction();
    db(add_order, order{.customer_id = 3, .total = 5});
    CHECK(error_from([&] { db(add_order, std::span(third_is_wrong)); }).code == "CHECK_VIOLATION");
    CHECK(count_orders() == 4);  // what the transaction did before stands
    CHECK(db(add_order, std::span(third_is_wrong).last(2)).rows == 2);
    transaction.commit();
    CHECK(count_orders() == 6);
}

TEST_CASE_METHOD(filled, "values() gives one row or several") {
    const auto both =
        add_customer.values("name"_c = "a"_p, "email"_c = "ae"_p, "active"_c = true)
            .values("name"_c = "b"_p, "email"_c = std::string("b@example.com"), "active"_c = false);
    CHECK(db(both, "b"_p = "Bea", "ae"_p = "al@example.com", "a"_p = "Al").rows == 2);
    const auto names =
        db(tenon::select("name"_c, "active"_c).from<customer>().where("id"_c > 3).order_by("id"_c)).all();
    REQUIRE(names.size() == 2);
    CHECK(names[0]["name"_c] == "Al");
    CHECK(names[1]["name"_c] == "Bea");
    CHECK_FALSE(names[1]["active"_c]);
    CHECK(error_from([&] { db(both, "b"_p = "Bea", "ae"_p = "new@example.com", "a"_p = "Al"); }).code ==
          "UNIQUE_VIOLATION");
    CHECK(count_customers() == 5);
}

TEST_CASE_METHOD(filled, "RETURNING yields the rows as they were stored") {
    const auto id =
        db(add_customer.returning("id"_c), customer{.name = "Dora", .email = "d@example.com"}).scalar();
    static_assert(std::is_same_v<decltype(id), const std::int64_t>);
    CHECK(id == 4);
    const order stored =
        db(add_order.returning(tenon::all), "total"_p = 12.5, "customer_id"_p = id, "note"_p = "new").one();
    CHECK(stored.id == 4);
    CHECK(stored.note == "new");
    const auto deleted = db(tenon::delete_from<order>().where("customer_id"_c == 1).returning("id"_c)).all();
    CHECK(deleted.size() == 2);
    CHECK(count_orders() == 2);
}

TEST_CASE_METHOD(filled, "ON CONFLICT DO NOTHING leaves the row that is there") {
    const auto once = add_customer.on_conflict("email"_c).do_nothing();
    const customer bob{.name = "Robert", .email = "bob@example.com"};
    CHECK(db(once, bob).rows == 0);
    CHECK(db(once, customer{.name = "Dora", .email = "dora@example.com"}).rows == 1);
    CHECK(db(tenon::select("name"_c).from<customer>().where("id"_c == 2)).scalar() == "Bob");
    CHECK_FALSE(db(once.returning("id"_c), bob).first());
    const std::vector<customer> some{bob, {0, "Eve", "eve@example.com", true}, bob};
    CHECK(db(add_customer.on_conflict().do_nothing(), some).rows == 1);
}

TEST_CASE_METHOD(filled, "ON CONFLICT DO UPDATE changes it with the values that were refused") {
    db.create<setting>();
    const auto put = tenon::insert<setting>().on_conflict("key"_c).do_update("value"_c = "excluded.value"_c);
    CHECK(db(put, "key"_p = "depth", "value"_p = 1).rows == 1);
    CHECK(db(put, "key"_p = "depth", "value"_p = 2).rows == 1);
    const auto add = tenon::insert<setting>()
                         .on_conflict("key"_c)
                         .do_update("value"_c = "settings.value"_c + "excluded.value"_c)
                         .where("excluded.value"_c < 100)
                         .returning("value"_c);
    CHECK(db(add, "key"_p = "depth", "value"_p = 40).scalar() == 42);
    CHECK_FALSE(db(add, "key"_p = "depth", "value"_p = 400).first());
    CHECK(db(tenon::select<setting>()).one().value == 42);
}

TEST_CASE_METHOD(filled, "UPDATE and DELETE count the rows") {
    const auto pay = tenon::update<order>().set("note"_c = "paid"_p).where("total"_c < "below"_p);
    CHECK(db(pay, "paid"_p = "yes", "below"_p = 60).rows == 2);
    CHECK(db(pay, "paid"_p = std::nullopt, "below"_p = 60).rows == 2);
    CHECK(db(pay, "paid"_p = "yes", "below"_p = 0).rows == 0);
    CHECK(db(tenon::update<order>().set("total"_c = "total"_c * 2)).rows == 3);
    CHECK(db(tenon::delete_from<order>().where("total"_c > 150.0)).rows == 1);
    CHECK(db(tenon::delete_from<customer>().where("name"_c == "Bob")).rows == 1);  // his order is not counted
    CHECK(count_orders() == 1);
    CHECK(db(tenon::delete_from<order>()).rows == 1);
}

TEST_CASE_METHOD(filled, "a constraint's error says what, where and why") {
    db.connection().set_purpose("place order");
    db.connection().set_module_name("standard.shop");
    const auto unique = error_from(
        [&] { db(add_customer, "name"_p = "Ada", "email"_p = "ada@example.com", "active"_p = true); });
    CHECK(unique.code == "UNIQUE_VIOLATION");
    CHECK(unique.category == tenon::category::constraint);
    CHECK(unique.native_code == SQLITE_CONSTRAINT_UNIQUE);
    CHECK(contains(unique.message, "customers.email"));
    CHECK(contains(unique.sql, "INSERT INTO \"customers\""));
    CHECK(unique.purpose == "place order");
    CHECK(unique.module_name == "standard.shop");

    const auto check = error_from([&] { db(add_order, order{.customer_id = 1, .total = -1}); });
    CHECK(check.code == "CHECK_VIOLATION");
    CHECK(check.native_code == SQLITE_CONSTRAINT_CHECK);
    CHECK(contains(check.message, "total_is_positive"));

    const auto foreign = error_from([&] { db(add_order, order{.customer_id = 100}); });
    CHECK(foreign.code == "FOREIGN_KEY_VIOLATION");
    CHECK(foreign.native_code == SQLITE_CONSTRAINT_FOREIGNKEY);
    CHECK(contains(foreign.sql, "orders"));
    CHECK_FALSE(foreign.retryable);

    const auto again = error_from([&] { (void)db(add_order.returning("id"_c), order{.customer_id = 100}); });
    CHECK(again.code == "FOREIGN_KEY_VIOLATION");
    CHECK_THROWS_AS(db(tenon::update<customer>().set("email"_c = "same")), tenon::constraint_error);
    CHECK(count_orders() == 3);
}

TEST_CASE_METHOD(filled, "a statement that failed can be run again") {
    for (int i = 0; i < 3; ++i) {
        CHECK_THROWS_AS(db(add_order, order{.customer_id = 100}), tenon::constraint_error);
        CHECK(db(add_order, order{.customer_id = 1}).rows == 1);
    }
    CHECK(count_orders() == 6);
}

TEST_CASE_METHOD(filled, "an argument kept in a variable may be used again") {
    auto name = ("name"_p = std::string("a name that is too long to be stored in place"));
    const auto active = ("active"_p = true);
    db(add_customer, name, "email"_p = "1@example.com", active);
    db(add_customer, name, "email"_p = "2@example.com", active);
    const auto same = tenon::select(tenon::count()).from<customer>().where("name"_c == "name"_p);
    CHECK(db(same, name).scalar() == 2);
}

TEST_CASE_METHOD(filled, "a captured buffer is copied") {
    const auto called = [](const char* name) {
        char buffer[32]{};
        for (int i = 0; name[i] != '\0'; ++i) buffer[i] = name[i];
        return tenon::select("id"_c).from<customer>().where("name"_c == buffer);
    };
    CHECK(db(called("Bob")).scalar() == 2);
}

TEST_CASE_METHOD(filled, "a captured integer goes into a REAL exactly or not at all") {
    const auto set_total = [](std::int64_t total) { return tenon::update<order>().set("total"_c = total); };
    CHECK(db(set_total(std::int64_t{1} << 53)).rows == 3);
    CHECK_THROWS_AS(db(set_total((std::int64_t{1} << 53) + 1)), tenon::value_error);
}

namespace {

struct pending {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("pending", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").deferred());
};

}  // namespace

TEST_CASE_METHOD(filled, "what RETURNING yields outside a transaction was committed, or it throws") {
    db.create<pending>();
    constexpr auto add = tenon::insert<pending>().returning("id"_c);
    CHECK_THROWS_AS(db(add, "customer_id"_p = 999).first(), tenon::constraint_error);
    CHECK_THROWS_AS(db(add, "customer_id"_p = 999).one(), tenon::constraint_error);
    CHECK_THROWS_AS(db(add, "customer_id"_p = 999).all(), tenon::constraint_error);
    CHECK(db(add, "customer_id"_p = 1).first().has_value());
    constexpr auto move =
        tenon::update<pending>().set("customer_id"_c = "to"_p).where("id"_c == 1).returning("id"_c);
    CHECK_THROWS_AS(db(move, "to"_p = 999).one(), tenon::constraint_error);
    CHECK(db(tenon::select("customer_id"_c).from<pending>()).scalar() == 1);
}

TEST_CASE_METHOD(filled, "a savepoint inside a loop over RETURNING rows is refused as what it is") {
    auto transaction = db.transaction();
    try {
        for (auto [id] : db(tenon::update<order>().set("total"_c = 1.0).returning("id"_c)))
            db(add_order, std::vector<order>{{0, id, 1, {}}});
        FAIL("no error");
    } catch (const tenon::usage_error& refused) {
        CHECK(refused.details().code == "STATEMENT_OPEN");
    }
}
