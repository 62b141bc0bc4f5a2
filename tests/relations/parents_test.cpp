// SPDX-License-Identifier: BSL-1.0
#include <tenon/relations/parents.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <type_traits>
#include <vector>

using namespace related_shop;

namespace {

template <class Found>
std::vector<std::string> names_of(const Found& found) {
    std::vector<std::string> list;
    for (const auto* one : found) list.push_back(one != nullptr ? one->name : "-");
    return list;
}

using list = std::vector<std::string>;

}  // namespace

TEST_CASE("parents are parallel with their children, each loaded once") {
    tenon::database db = open();
    const auto orders = db(tenon::select<order>().order_by("id"_c)).all();
    counting session{db};

    const auto customers = tenon::parents<&order::customer_id>(session, orders);

    static_assert(std::is_same_v<decltype(customers[0]), const customer*>);
    CHECK(session.statements == 1);
    CHECK(names_of(customers) == list{"Bob", "Ada", "Bob", "Bob"});
    CHECK(customers[0] == customers[2]);
    CHECK(customers.rows().size() == 2);
    CHECK(customers.size() == 4);
}

TEST_CASE("a child without a parent") {
    tenon::database db = open();
    const auto orders = db(tenon::select<order>().order_by("id"_c)).all();
    CHECK(names_of(tenon::parents<&order::payer_id>(db, orders)) == list{"Ada", "-", "-", "Bob"});

    const std::vector<line> lines{{99, 1, "of no order"}, {10, 1, "ink"}};
    const auto found = tenon::parents<order>(db, lines);
    CHECK(found[0] == nullptr);
    REQUIRE(found[1] != nullptr);
    CHECK(found[1]->total == 5.5);
}

TEST_CASE("parents in the same table") {
    tenon::database db = open();
    const auto all = db(tenon::select<employee>().order_by("id"_c)).all();
    CHECK(names_of(tenon::parents<employee>(db, all)) == list{"-", "Eve", "Eve", "Fay"});
}

TEST_CASE("no keys, no query for parents") {
    tenon::database db = open();
    counting session{db};
    CHECK(tenon::parents<order>(session, std::vector<line>{}).empty());
    const std::vector<employee> heads{{.id = 1}, {.id = 5}};
    CHECK(names_of(tenon::parents<employee>(session, heads)) == list{"-", "-"});
    CHECK(session.statements == 0);
}

TEST_CASE("pointers to parents stay right when their owner moves") {
    tenon::database db = open();
    auto found = tenon::parents<order>(db, std::vector<line>{{10, 1, "ink"}});
    const order* const one = found[0];
    const auto moved = std::move(found);
    CHECK(moved[0] == one);
    const auto copy = moved;
    CHECK(copy[0] != one);
    CHECK(copy[0]->id == 10);
}
