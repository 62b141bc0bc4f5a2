// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/as.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace shop;

namespace {

// Fields in another order than the columns, and fewer.
struct summary {
    double total = 0;
    std::string name;
};

struct with_note {
    std::optional<std::string> note;
    std::int64_t id = 0;
};

struct maybe {
    std::optional<std::string> name;
    std::optional<double> total;
};

constexpr auto sales = tenon::select("c.name"_c, "o.total"_c, "o.note"_c)
                           .from<order, "o">()
                           .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                           .where("o.total"_c >= "min"_p)
                           .order_by("o.id"_c);

}  // namespace

TEST_CASE_METHOD(filled, "rows are read as an aggregate by the names of its fields") {
    const std::vector<summary> found = db(sales, "min"_p = 30).as<summary>().all();
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "Ada");
    CHECK(found[0].total == 99.5);
    CHECK(found[1].name == "Bob");
    CHECK(db(sales, "min"_p = 60).as<summary>().one().total == 99.5);
    CHECK_FALSE(db(sales, "min"_p = 600).as<summary>().first());
}

TEST_CASE_METHOD(filled, "as() on a temporary range keeps what the range kept") {
    std::string names;
    for (const auto& [total, name] : db(tenon::select("c.name"_c, "o.total"_c)
                                            .from<order, "o">()
                                            .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                                            .where("c.email"_c != "x"_p)
                                            .order_by("o.id"_c),
                                        "x"_p = std::string("a text that is longer than a small string"))
                                         .as<summary>())
        names += name;
    CHECK(names == "AdaAdaBob");
}

TEST_CASE_METHOD(filled, "a whole table's columns are read by name too") {
    const auto found =
        db(tenon::select<order>().where("total"_c < 60.0).order_by("id"_c)).as<with_note>().all();
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == 2);
    CHECK(found[0].note == std::nullopt);
    CHECK(found[1].note == "gift");
}

TEST_CASE_METHOD(filled,
                 "a field may be optional where the column is not, and must be where it can be NULL") {
    const auto found = db(tenon::select("c.name"_c, "o.total"_c)
                              .from<customer, "c">()
                              .left_join<order, "o">("c.id"_c == "o.customer_id"_c)
                              .where("c.id"_c == 3))
                           .as<maybe>()
                           .one();
    CHECK(found.name == "Cleo");
    CHECK(found.total == std::nullopt);
}

TEST_CASE_METHOD(filled, "RETURNING is read as an aggregate") {
    const auto changed =
        db(tenon::update<order>().set("total"_c = 1).where("id"_c == 3).returning("id"_c, "note"_c))
            .as<with_note>()
            .one();
    CHECK(changed.id == 3);
    CHECK(changed.note == "gift");
}
