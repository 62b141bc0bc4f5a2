// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/read.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <tuple>

using namespace shop;

namespace {

// A table that has no column which tells an absent row from one of NULLs.
struct remark {
    std::optional<std::int64_t> customer{};
    std::optional<std::string> words{};

    static constexpr auto table = tenon::table("remarks");
};

static_assert(tenon::detail::output_width<customer> == 4);
static_assert(tenon::detail::output_width<std::optional<customer>> == 4);
static_assert(tenon::detail::output_width<std::optional<std::string>> == 1);

constexpr auto customers_and_orders = tenon::select(tenon::all)
                                          .from<customer, "c">()
                                          .left_join<order, "o">("c.id"_c == "o.customer_id"_c)
                                          .order_by("c.id"_c, "o.id"_c);

}  // namespace

TEST_CASE_METHOD(filled, "a whole table yields its struct") {
    const customer bob = db(tenon::select<customer>().where("name"_c == "Bob")).one();
    CHECK(bob.id == 2);
    CHECK(bob.name == "Bob");
    CHECK(bob.email == "bob@example.com");
    CHECK_FALSE(bob.active);
    for (const order& one : db(tenon::select<order>())) CHECK(one.id > 0);
}

TEST_CASE_METHOD(filled, "several tables yield a tuple; the one left out by an outer join is nullopt") {
    const auto rows = db(customers_and_orders).all();
    REQUIRE(rows.size() == 4);
    const auto& [ada, first] = rows[0];
    CHECK(ada.name == "Ada");
    REQUIRE(first);
    CHECK(first->total == 99.5);
    CHECK(first->note == "first");
    CHECK(std::get<1>(rows[1])->note == std::nullopt);
    const auto& [cleo, none] = rows[3];
    CHECK(cleo.name == "Cleo");
    CHECK_FALSE(none);
}

TEST_CASE_METHOD(filled,
                 "an outer join's columns are nullopt where its row is missing, and values elsewhere") {
    const auto rows = db(tenon::select("c.name"_c, "o.total"_c, "o.id"_c)
                             .from<customer, "c">()
                             .left_join<order, "o">("c.id"_c == "o.customer_id"_c && "o.total"_c > 60.0)
                             .order_by("c.id"_c))
                          .all();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["total"_c] == 99.5);
    CHECK(rows[1]["total"_c] == std::nullopt);
    CHECK(rows[2]["o.id"_c] == std::nullopt);
}

TEST_CASE_METHOD(filled, "a struct stands beside columns") {
    for (const auto& [who, total] : db(tenon::select("c.*"_c, "o.total"_c)
                                           .from<order, "o">()
                                           .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                                           .where("o.total"_c == 50.0))) {
        CHECK(who.email == "bob@example.com");
        CHECK(total == 50);
    }
    const auto row = db(tenon::select("o.total"_c, "c.*"_c, "o.note"_c)
                            .from<order, "o">()
                            .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                            .where("o.id"_c == 1))
                         .one();
    CHECK(row["total"_c] == 99.5);
    CHECK(row["c"_c].name == "Ada");
    CHECK(row["note"_c] == "first");
}

TEST_CASE_METHOD(filled, "a row of NULLs only is taken for absent, one value is enough to be present") {
    db.create<remark>();
    const remark remarks[] = {{1, "nice"}, {2, {}}, {{}, {}}};
    db(tenon::insert<remark>(), remarks);
    const auto rows = db(tenon::select(tenon::all)
                             .from<customer, "c">()
                             .left_join<remark, "r">("c.id"_c == "r.customer"_c)
                             .order_by("c.id"_c))
                          .all();
    REQUIRE(rows.size() == 3);
    CHECK(std::get<1>(rows[0])->words == "nice");
    REQUIRE(std::get<1>(rows[1]));
    CHECK(std::get<1>(rows[1])->words == std::nullopt);
    CHECK_FALSE(std::get<1>(rows[2]));
    CHECK(db(tenon::select<remark>()).all().size() == 3);
}

TEST_CASE_METHOD(filled, "a self join reads each side from its own columns") {
    const auto pairs =
        db(tenon::select(tenon::all)
               .from<order, "a">()
               .join<order, "b">("a.customer_id"_c == "b.customer_id"_c && "a.id"_c < "b.id"_c))
            .all();
    REQUIRE(pairs.size() == 1);
    CHECK(std::get<0>(pairs[0]).total == 99.5);
    CHECK(std::get<1>(pairs[0]).total == 20);
}
