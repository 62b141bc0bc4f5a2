// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/rows.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <type_traits>
#include <vector>

using namespace shop;

namespace {

struct part {
    std::int64_t id = 0;
    std::optional<std::int64_t> parent{};
    std::string name{};

    static constexpr auto table =
        tenon::table("parts", tenon::primary_key("id"), tenon::foreign_key("parent").references<part>("id"));
};

constexpr auto parts_of = tenon::select("id"_c, "name"_c)
                              .from<part>()
                              .where("parent"_c.is_not_distinct_from("parent"_p))
                              .order_by("id"_c);

// Depth first: the same query is open on every level at once.
void walk(tenon::database& db, std::optional<std::int64_t> parent, std::string& path) {
    for (const auto& [id, name] : db(parts_of, "parent"_p = parent)) {
        path += '(' + name;
        walk(db, id, path);
        path += ')';
    }
}

using range = decltype(std::declval<tenon::database&>()(tenon::select<customer>()));
static_assert(std::input_iterator<decltype(std::declval<range&>().begin())>);
static_assert(std::sentinel_for<std::default_sentinel_t, decltype(std::declval<range&>().begin())>);
static_assert(std::is_same_v<range::row_type, customer>);
static_assert(!std::is_copy_constructible_v<range>);

}  // namespace

TEST_CASE_METHOD(filled, "the same query inside its own loop reads its own rows") {
    std::vector<std::string> pairs;
    const auto names = tenon::select("name"_c).from<customer>().order_by("id"_c);
    for (const auto& [outer] : db(names))
        for (const auto& [inner] : db(names))
            for (const auto& [innermost] : db(names)) pairs.push_back(outer + inner + innermost);
    REQUIRE(pairs.size() == 27);
    CHECK(pairs[0] == "AdaAdaAda");
    CHECK(pairs[5] == "AdaBobCleo");
    CHECK(pairs[26] == "CleoCleoCleo");
}

TEST_CASE("a function may call itself inside its loop") {
    tenon::database db(":memory:");
    db.create<part>();
    const part parts[] = {{1, {}, "car"},     {2, 1, "body"}, {3, 1, "engine"},
                          {4, 3, "cylinder"}, {5, 4, "ring"}, {6, {}, "boat"}};
    db(tenon::insert<part>().with_key(), parts);
    std::string path;
    walk(db, std::nullopt, path);
    CHECK(path == "(car(body)(engine(cylinder(ring))))(boat)");
    const auto prepared = db.connection().cache().misses;
    path.clear();
    walk(db, std::nullopt, path);
    CHECK(path == "(car(body)(engine(cylinder(ring))))(boat)");
    CHECK(db.connection().cache().misses == prepared);
}

TEST_CASE_METHOD(filled, "a loop may be left early") {
    for (int i = 0; i < 3; ++i) {
        for (const customer& one : db(tenon::select<customer>())) {
            CHECK(one.name == "Ada");
            break;
        }
    }
    CHECK(db.connection().cache_size() < 10);
    CHECK(db(tenon::delete_from<order>()).rows == 3);  // no lock is left behind
    CHECK(db(tenon::select<customer>()).all().size() == 3);
}

TEST_CASE_METHOD(filled, "rows can be changed while others are read") {
    for (const order& one : db(tenon::select<order>()))
        db(tenon::update<order>().set("total"_c = "total"_p).where("id"_c == "id"_p), "id"_p = one.id,
           "total"_p = one.total * 2);
    CHECK(db(tenon::select(tenon::sum("total"_c)).from<order>()).scalar() == 339);
}

TEST_CASE_METHOD(filled, "a range is read once") {
    auto rows = db(tenon::select<customer>());
    CHECK(rows.all().size() == 3);
    const auto error = error_from([&] { (void)rows.begin(); });
    CHECK(error.code == "MISUSE");
    CHECK(error.category == tenon::category::usage);
    CHECK(contains(error.message, "all()"));
    CHECK(contains(error.sql, "customers"));
    CHECK(error_from([&] { (void)rows.all(); }).code == "MISUSE");
    CHECK(error_from([&] { (void)rows.first(); }).code == "MISUSE");

    auto looped = db(tenon::select<customer>());
    for (const customer& one : looped) {
        CHECK(one.id == 1);
        break;
    }
    CHECK(error_from([&] { (void)looped.one(); }).code == "MISUSE");
}

TEST_CASE_METHOD(filled, "a range without rows is over at once") {
    auto none = db(tenon::select<customer>().where("id"_c == 100));
    CHECK(none.begin() == none.end());
    for (const customer& one : db(tenon::select<customer>().where("active"_c && "id"_c < 0))) FAIL(one.name);
}

TEST_CASE_METHOD(filled, "a query by a key has one row and still ends") {
    int rows = 0;
    for (const customer& one : db(tenon::select<customer>().where("email"_c == "bob@example.com"))) {
        CHECK(one.id == 2);
        ++rows;
    }
    CHECK(rows == 1);
}

namespace {

// Only whole columns make a key: an index over an expression leaves several rows to one value of its columns.
struct account {
    std::int64_t id = 0;
    std::string email{};
    std::int64_t year = 0;

    static constexpr auto table = tenon::table("accounts", tenon::primary_key("id"), tenon::unique("email"),
                                               tenon::index("lower(email)", "year").unique());
};

}  // namespace

TEST_CASE("all rows come, however unique an index is") {
    tenon::database db(":memory:");
    db.create<account>();
    const account accounts[] = {{0, "a", 1}, {0, "b", 1}, {0, "A", 2}};
    db(tenon::insert<account>(), accounts);
    CHECK(db(tenon::select<account>().where("year"_c == 1)).all().size() == 2);
    CHECK(db(tenon::select<account>().where("email"_c == "x"_p), "x"_p = "a").all().size() == 1);
    CHECK(db(tenon::select<account>().where("email"_c == "x"_p.collate<"NOCASE">()), "x"_p = "a")
              .all()
              .size() == 2);
    CHECK(db(tenon::select<account>().where("email"_c.collate<"NOCASE">() == "a")).all().size() == 2);
}

TEST_CASE_METHOD(filled, "a row is read by algorithms") {
    auto rows = db(tenon::select<order>());
    double total = 0;
    for (auto at = rows.begin(); at != rows.end(); ++at) total += (*at).total;
    CHECK(total == 169.5);
}

TEST_CASE_METHOD(filled, "a value that does not fit its field is an error that tells the statement") {
    db.connection().execute(
        "PRAGMA ignore_check_constraints = on; UPDATE customers SET active = 7 WHERE id = 2");
    db.connection().set_purpose("report");
    auto rows = db(tenon::select<customer>());
    auto at = rows.begin();
    CHECK((*at).name == "Ada");
    ++at;
    const auto error = error_from([&] { (void)*at; });
    CHECK(error.code == "VALUE_OUT_OF_RANGE");
    CHECK(error.category == tenon::category::value);
    CHECK(contains(error.message, "active"));
    CHECK(contains(error.sql, "SELECT"));
    CHECK(error.purpose == "report");
    ++at;
    CHECK((*at).name == "Cleo");
}
