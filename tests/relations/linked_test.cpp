// SPDX-License-Identifier: BSL-1.0
#include <tenon/relations/linked.hpp>
#include <tenon/relations/parents.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"
#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace related_shop;

namespace {

struct shop : tenon::database_module<"standard.shop", customer, order, tag, order_tag> {};
struct reports : tenon::database_module<"standard.reports"> {
    using depends_on = tenon::modules<shop>;
};

}  // namespace

TEST_CASE("rows behind a table of links come in groups") {
    tenon::database db = open();
    const auto orders = db(tenon::select<order>().order_by("id"_c)).all();
    counting session{db};

    const auto tags = tenon::linked<tag, order_tag>(session, orders);

    CHECK(session.statements == 1);
    CHECK(listed(tags, &tag::name) == names{{"gift", "urgent"}, {}, {"gift"}, {}});
    CHECK(tags[0][1].weight == 3);
}

TEST_CASE("links are followed the other way") {
    tenon::database db = open();
    const auto tags = db(tenon::select<tag>().order_by("name"_c)).all();
    CHECK(listed(tenon::linked<order, order_tag>(db, tags), &order::id) == ids{{10, 12}, {}, {10}});
}

TEST_CASE("linked rows are ordered by columns of both tables") {
    tenon::database db = open();
    const auto orders = db(tenon::select<order>().order_by("id"_c)).all();
    CHECK(listed(tenon::linked<tag, order_tag>(db, orders, "weight"_c.desc()), &tag::name)[0] ==
          std::vector<std::string>{"urgent", "gift"});
    CHECK(listed(tenon::linked<tag, order_tag>(db, orders, "order_tags.since"_c.desc()), &tag::name)[0] ==
          std::vector<std::string>{"gift", "urgent"});
    CHECK(listed(tenon::linked<tag, order_tag>(db, orders, tenon::c<&order_tag::since>), &tag::name)[0] ==
          std::vector<std::string>{"urgent", "gift"});
}

TEST_CASE("links within one table say where they begin and end") {
    tenon::database db = open();
    const auto all = db(tenon::select<employee>().order_by("id"_c)).all();
    CHECK(listed(tenon::linked<&follow::follower_id, &follow::followed_id>(db, all), &employee::id) ==
          ids{{2, 4}, {1}, {}, {}});
    CHECK(listed(tenon::linked<&follow::followed_id, &follow::follower_id>(db, all), &employee::id) ==
          ids{{2}, {1}, {}, {1}});
}

TEST_CASE("links in another module's file are followed") {
    const scratch dir;
    tenon::settings where;
    where.directory = dir.path().string();
    tenon::registry<shop, reports> db(where);
    db.start();
    {
        auto session = db.integrity_session<shop>("write");
        session(tenon::insert<customer>(), customer{.name = "Ada"});
        session(tenon::insert<order>(), order{.customer_id = 1});
        session(tenon::insert<tag>(), tag{"gift", 1});
        session(tenon::insert<order_tag>(), order_tag{1, "gift", 1});
        session.commit();
    }
    auto session = db.read_session<reports>("report");
    const auto orders = session(tenon::select<order>()).all();
    CHECK(listed(tenon::linked<tag, order_tag>(session, orders), &tag::name) == names{{"gift"}});
    const auto buyers = tenon::parents<&order::customer_id>(session, orders);
    REQUIRE(buyers[0] != nullptr);
    CHECK(buyers[0]->name == "Ada");
}
