// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/implied_values.hpp>
#include <tenon/query/query.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

using namespace tests;
using tenon::sql_text;
using tenon::detail::field_list;
using tenon::detail::implied_values;
using tenon::detail::name_list;

namespace {

struct renamed {
    std::string class_;
    int id = 0;
    static constexpr auto table =
        tenon::table("renamed", tenon::primary_key("id"), tenon::column("class_").named("class"));
};

struct new_customer {
    bool active = true;
    std::string email;
    std::string name;
};

struct numbered_customer {
    std::int64_t id = 0;
    std::string email;
    std::string name;
    bool active = true;
};

template <class T, class Names>
constexpr auto insert = tenon::insert<T>().with(implied_values<T, Names>{});

}  // namespace

// The columns come in the table's order, whatever the arguments' order is.
static_assert(sql_text(insert<customer, name_list<"email", "active", "name">>) ==
              R"(INSERT INTO "customers" ("name", "email", "active") VALUES (:name, :email, :active))");
static_assert(
    sql_text(insert<customer, name_list<"email", "active", "name", "id">>) ==
    R"(INSERT INTO "customers" ("id", "name", "email", "active") VALUES (:id, :name, :email, :active))");

// Of the table's own struct the row's number is the database's, unless asked for; of another struct it is
// given.
static_assert(sql_text(insert<customer, field_list<customer, false>>) ==
              R"(INSERT INTO "customers" ("name", "email", "active") VALUES (:name, :email, :active))");
static_assert(
    sql_text(insert<customer, field_list<customer, true>>) ==
    R"(INSERT INTO "customers" ("id", "name", "email", "active") VALUES (:id, :name, :email, :active))");
static_assert(sql_text(insert<customer, field_list<new_customer, false>>) ==
              R"(INSERT INTO "customers" ("name", "email", "active") VALUES (:name, :email, :active))");
static_assert(
    sql_text(insert<customer, field_list<numbered_customer, false>>) ==
    R"(INSERT INTO "customers" ("id", "name", "email", "active") VALUES (:id, :name, :email, :active))");

// A key of several columns is always given.
static_assert(sql_text(insert<line, field_list<line, false>>)
                  .starts_with(R"(INSERT INTO "lines" ("order_id", "number",)"));

// Placeholders are called as the fields are.
static_assert(sql_text(insert<renamed, field_list<renamed, false>>) ==
              R"(INSERT INTO "renamed" ("class") VALUES (:class_))");
static_assert(sql_text(insert<renamed, name_list<"class">>) ==
              R"(INSERT INTO "renamed" ("class") VALUES (:class_))");

static_assert(name_list<"a", "b">::names()[1] == "b" && name_list<>::count == 0);
static_assert(field_list<new_customer, false>::names()[2] == "name");

TEST_CASE("SQLite takes the columns that follow from the arguments") {
    CHECK(complaint_about(insert<customer, name_list<"email", "active", "name">>) == "");
    CHECK(complaint_about(insert<customer, field_list<customer, true>>) == "");
    CHECK(complaint_about(insert<line, field_list<line, false>>) == "");
    CHECK(complaint_about(insert<order, field_list<order, false>>) == "");
}
