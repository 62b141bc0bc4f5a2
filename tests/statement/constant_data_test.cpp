// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/constant_data.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string_view>

using namespace shop;

namespace {

template <class Query>
constexpr const tenon::statement_data& data_of(const Query&) {
    return tenon::detail::data_of<Query, tenon::detail::no_module>;
}

constexpr auto join = tenon::select("c.*"_c, "o.total"_c, "o.total"_c * 2.0)
                          .from<customer, "c">()
                          .left_join<order, "o">("c.id"_c == "o.customer_id"_c)
                          .where("o.total"_c > "min"_p && "c.id"_c != 1);
static_assert(data_of(join).sql() == tenon::sql_text(join));
static_assert(data_of(join).hash == tenon::hash_of_statement(tenon::sql_text(join)));
static_assert(data_of(join).columns == 6);
static_assert(data_of(join).parameters == 3);
static_assert(data_of(join).table_count == 2);
static_assert(data_of(join).tables[0] == "customers" && data_of(join).tables[1] == "orders");
static_assert(!data_of(join).writes && !data_of(join).single_row);
// Columns of STRICT tables are vouched for.
static_assert((data_of(join).checked & 0b011111) == 0);

static_assert(data_of(tenon::delete_from<order>()).writes);
static_assert(data_of(tenon::delete_from<order>()).columns == 0);
static_assert(data_of(tenon::update<order>().set("total"_c = 0).returning("id"_c)).columns == 1);

// One row at most, and known to be: a key that is pinned, or one row of aggregates.
constexpr auto customers = tenon::select<customer>();
static_assert(data_of(customers.where("id"_c == "id"_p)).single_row);
static_assert(data_of(customers.where("x"_p == "email"_c && "active"_c)).single_row);
static_assert(data_of(customers.where("active"_c).where("email"_c == "e"_p)).single_row);
static_assert(data_of(tenon::select(tenon::count()).from<order>()).single_row);
static_assert(!data_of(customers).single_row);
static_assert(!data_of(customers.where("name"_c == "n"_p)).single_row);
static_assert(!data_of(customers.where("id"_c == "id"_p || "active"_c)).single_row);
static_assert(!data_of(customers.where("id"_c >= "id"_p)).single_row);
static_assert(!data_of(customers.where("email"_c == "name"_c)).single_row);
static_assert(!data_of(customers.where("email"_c == "e"_p.collate<"NOCASE">())).single_row);
static_assert(!data_of(tenon::select(tenon::count()).from<order>().group_by("customer_id"_c)).single_row);
static_assert(!data_of(tenon::select("c.id"_c)
                           .from<customer, "c">()
                           .join<order, "o">("c.id"_c == "o.customer_id"_c)
                           .where("c.id"_c == 1))
                   .single_row);

struct pair {
    std::int64_t low = 0;
    std::int64_t high = 0;
    double weight = 0;

    static constexpr auto table = tenon::table("pairs", tenon::primary_key("low", "high"));
};
constexpr auto pairs = tenon::select<pair>();
static_assert(data_of(pairs.where("low"_c == "low"_p && "high"_c == "high"_p)).single_row);
static_assert(!data_of(pairs.where("low"_c == "low"_p)).single_row);
static_assert(!data_of(pairs.where("low"_c == "high"_c && "high"_c == "x"_p)).single_row);

}  // namespace

TEST_CASE("half of a key is no key") {
    tenon::database db(":memory:");
    db.create<pair>();
    const pair some[] = {{1, 2, 0.5}, {1, 3, 0.25}, {2, 3, 0.125}};
    db(tenon::insert<pair>(), some);
    CHECK(db(pairs.where("low"_c == "low"_p), "low"_p = 1).all().size() == 2);
    CHECK(
        db(pairs.where("low"_c == "low"_p && "high"_c == "high"_p), "low"_p = 1, "high"_p = 3).one().weight ==
        0.25);
}

TEST_CASE_METHOD(filled, "equal queries share one prepared statement, wherever they are written") {
    const auto misses = [&] { return db.connection().cache().misses; };
    const auto before = misses();
    for (int i = 0; i < 3; ++i) (void)db(tenon::select("name"_c).from<customer>().where("id"_c == i)).all();
    (void)db(tenon::select("name"_c).from<customer>().where("id"_c == 2)).all();
    CHECK(misses() == before + 1);
    (void)db(tenon::select("name"_c).from<customer>().where("id"_c == 2).limit(1)).all();
    CHECK(misses() == before + 2);
}
