// SPDX-License-Identifier: BSL-1.0
#include <tenon/relations/children.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"
#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace related_shop;

namespace {

// Keys of other types, with texts that compare without regard to case.
struct country {
    std::string code{};

    static constexpr auto table =
        tenon::table("countries", tenon::primary_key("code"), tenon::column("code").collate("NOCASE"));
};

struct town {
    std::int64_t id = 0;
    std::optional<std::string> country_code{};

    static constexpr auto table = tenon::table(
        "towns", tenon::primary_key("id"), tenon::foreign_key("country_code").references<country>("code"));
};

struct device {
    std::array<std::byte, 4> address{};

    static constexpr auto table = tenon::table("devices", tenon::primary_key("address"));
};

struct reading {
    std::int64_t id = 0;
    std::array<std::byte, 4> address{};

    static constexpr auto table = tenon::table("readings", tenon::primary_key("id"),
                                               tenon::foreign_key("address").references<device>("address"));
};

struct post {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("posts", tenon::primary_key("id"));
};

struct comment {
    std::int64_t id = 0;
    std::int64_t post_id = 0;

    static constexpr auto table =
        tenon::table("comments", tenon::primary_key("id"),
                     tenon::foreign_key("post_id").references<post>("id"), tenon::index("post_id"));
};

struct blog : tenon::database_module<"standard.blog", post, comment> {};
struct reports : tenon::database_module<"standard.reports"> {
    using depends_on = tenon::modules<blog>;
};

}  // namespace

TEST_CASE("children come in groups, parallel with their parents") {
    tenon::database db = open();
    const auto customers = db(tenon::select<customer>().order_by("id"_c)).all();
    counting session{db};

    const auto orders = tenon::children<&order::customer_id>(session, customers);

    CHECK(session.statements == 1);
    REQUIRE(orders.size() == 3);
    CHECK(listed(orders, &order::id) == ids{{11}, {10, 12, 13}, {}});
    CHECK(orders[1][1].total == 9.25);
    CHECK(orders[2].empty());
    CHECK(orders.rows().size() == 4);
}

TEST_CASE("the order inside groups is chosen, and by key where rows are alike") {
    tenon::database db = open();
    const auto customers = db(tenon::select<customer>().order_by("id"_c)).all();
    db(tenon::insert<order>().with_key(), order{9, 2, std::nullopt, 5.5});

    CHECK(listed(tenon::children<&order::customer_id>(db, customers, "total"_c.desc()), &order::id) ==
          ids{{11}, {12, 9, 10, 13}, {}});
    CHECK(listed(tenon::children<&order::customer_id>(db, customers, "total"_c > 5.5, "id"_c.desc()),
                 &order::id) == ids{{11}, {13, 10, 9, 12}, {}});

    const auto orders = db(tenon::select<order>().where("id"_c == 10)).all();
    CHECK(listed(tenon::children<line>(db, orders), &line::what) == names{{"ink", "pen"}});
}

TEST_CASE("a foreign key that may be NULL") {
    tenon::database db = open();
    const auto customers = db(tenon::select<customer>().order_by("id"_c)).all();
    CHECK(listed(tenon::children<&order::payer_id>(db, customers), &order::id) == ids{{10}, {13}, {}});
}

TEST_CASE("a table that refers to itself") {
    tenon::database db = open();
    const auto all = db(tenon::select<employee>().order_by("id"_c)).all();
    CHECK(listed(tenon::children<employee>(db, all), &employee::id) == ids{{2, 3}, {4}, {}, {}});
}

TEST_CASE("a parent that is there twice has its children twice") {
    tenon::database db = open();
    const std::vector<customer> customers{{2, "Bob"}, {1, "Ada"}, {2, "Bob"}, {77, "nobody"}};
    const auto orders = tenon::children<&order::customer_id>(db, customers);
    CHECK(listed(orders, &order::id) == ids{{10, 12, 13}, {11}, {10, 12, 13}, {}});
    CHECK(orders.rows().size() == 4);
}

TEST_CASE("no parents, no query") {
    tenon::database db = open();
    counting session{db};
    CHECK(tenon::children<line>(session, std::vector<order>{}).empty());
    CHECK(session.statements == 0);
}

TEST_CASE("the rows of a group can be changed and moved away") {
    tenon::database db = open();
    const std::array<order, 1> orders{{{.id = 10}}};
    auto lines = tenon::children<line>(db, orders);
    const std::string taken = std::move(lines[0][1].what);
    lines[0][0].what = "changed";
    CHECK(taken == "pen");
    CHECK(listed(lines, &line::what)[0][0] == "changed");
}

TEST_CASE("keys compare as the column that they refer to") {
    tenon::database db(":memory:");
    db.create<country, town>();
    const std::vector<country> countries{{"de"}, {std::string("f\0r", 3)}, {"FR"}};
    db(tenon::insert<country>(), countries);
    db(tenon::insert<town>().with_key(),
       std::vector<town>{{1, "DE"}, {2, "fr"}, {3, std::nullopt}, {4, "de"}});
    CHECK(listed(tenon::children<town>(db, countries), &town::id) == ids{{1, 4}, {}, {2}});
}

TEST_CASE("keys that are blobs") {
    tenon::database db(":memory:");
    db.create<device, reading>();
    const auto address = [](int last) {
        return std::array{std::byte{0}, std::byte{255}, std::byte{0}, static_cast<std::byte>(last)};
    };
    const std::vector<device> devices{{address(200)}, {address(0)}};
    db(tenon::insert<device>(), devices);
    db(tenon::insert<reading>().with_key(),
       std::vector<reading>{{1, address(0)}, {2, address(200)}, {3, address(0)}});
    CHECK(listed(tenon::children<reading>(db, devices), &reading::id) == ids{{2}, {1, 3}});
}

TEST_CASE("modules' sessions load children, those of modules that they depend on too") {
    const scratch dir;
    tenon::settings where;
    where.directory = dir.path().string();
    tenon::registry<blog, reports> db(where);
    db.start();
    {
        auto session = db.integrity_session<blog>("write");
        session(tenon::insert<post>().with_key(), std::vector<post>{{1}, {2}});
        session(tenon::insert<comment>().with_key(), std::vector<comment>{{1, 2}, {2, 2}});
        const auto posts = session(tenon::select<post>().order_by("id"_c)).all();
        CHECK(listed(tenon::children<comment>(session, posts), &comment::id) == ids{{}, {1, 2}});
        session.commit();
    }
    auto session = db.read_session<reports>("report");
    const auto posts = session(tenon::select<post>().order_by("id"_c.desc())).all();
    CHECK(listed(tenon::children<comment>(session, posts), &comment::id) == ids{{1, 2}, {}});
}

TEST_CASE("many children of many parents take one query, and find their groups by search") {
    tenon::database db(":memory:");
    db.create<post, comment>();
    std::vector<post> posts;
    std::vector<comment> comments;
    constexpr std::int64_t many = 10'000;
    for (std::int64_t i = 0; i < many; ++i) posts.push_back({(i * 7919) % many + 1});
    for (std::int64_t i = 0; i < 10 * many; ++i) comments.push_back({i + 1, i % many + 1});
    db(tenon::insert<post>().with_key(), posts);
    db(tenon::insert<comment>().with_key(), comments);
    counting session{db};

    const auto groups = tenon::children<comment>(session, posts);

    CHECK(session.statements == 1);
    CHECK(groups.rows().size() == 10 * many);
    bool right = groups.size() == many;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        right = right && groups[i].size() == 10;
        for (const comment& each : groups[i]) right = right && each.post_id == posts[i].id;
    }
    CHECK(right);
}
