// SPDX-License-Identifier: BSL-1.0
#include <tenon/raw_sql.hpp>
#include <tenon/relations/nested.hpp>

#include "../types/refused.hpp"
#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace related_shop;
using tests::refused;

namespace {

enum class state : int { open, paid = 7 };
enum class color { red, green };

struct box {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("boxes", tenon::primary_key("id"));
};

/// Everything that JSON could spoil.
struct thing {
    std::int64_t id = 0;
    std::int64_t box_id = 0;
    double real = 0;
    std::optional<double> maybe_real{};
    std::string text{};
    std::optional<std::string> maybe_text{};
    std::vector<std::byte> bytes{};
    std::optional<std::vector<std::byte>> maybe_bytes{};
    bool flag = false;
    std::uint8_t small = 0;
    state status = state::open;
    tenon::timestamp at{};
    std::optional<tenon::decimal<2>> price{};

    static constexpr auto table = tenon::table("things", tenon::primary_key("id"), tenon::index("box_id"));

    friend bool operator==(const thing&, const thing&) = default;
};

inline constexpr auto things_in_boxes =
    tenon::select("b.id"_c, tenon::nested<thing, "t">("t.box_id"_c == "b.id"_c).as<"things">())
        .from<box, "b">()
        .order_by("b.id"_c);

std::vector<thing> stored_and_nested(std::vector<thing> things) {
    tenon::database db(":memory:");
    db.create<box, thing>();
    db(tenon::insert<box>().with_key(), box{1});
    for (std::size_t i = 0; i < things.size(); ++i) {
        things[i].id = static_cast<std::int64_t>(i) + 1;
        things[i].box_id = 1;
    }
    db(tenon::insert<thing>().with_key(), things);
    CHECK(db(tenon::select<thing>().order_by("id"_c)).all() == things);
    auto row = db(things_in_boxes).one();
    CHECK(row["things"_c] == things);
    return row["things"_c];
}

std::vector<std::byte> all_bytes() {
    std::vector<std::byte> bytes;
    for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<std::byte>(i));
    return bytes;
}

inline constexpr auto orders_of_customers =
    tenon::select("c.name"_c, tenon::nested<order, "o">("o.customer_id"_c == "c.id"_c).as<"orders">())
        .from<customer, "c">()
        .order_by("c.id"_c);

static_assert(tenon::sql_text(orders_of_customers) ==
              R"(SELECT "c"."name", ((SELECT (json_group_array(json_array("o"."id", "o"."customer_id", )"
              R"("o"."payer_id", printf('%!.20e', "o"."total")))) FROM (SELECT "o"."id", "o"."customer_id", )"
              R"("o"."payer_id", "o"."total" FROM "orders" AS "o" WHERE "o"."customer_id" = "c"."id" )"
              R"(ORDER BY "o"."id") AS "o")) AS "orders" FROM "customers" AS "c" ORDER BY "c"."id")");
static_assert(std::is_same_v<
              tenon::row_of<decltype(orders_of_customers)>,
              tenon::row<tenon::cell<"c.name", std::string>, tenon::cell<"orders", std::vector<order>>>>);

struct customer_page {
    std::string name{};
    std::vector<order> orders{};
};

}  // namespace

TEST_CASE("rows nested in a row") {
    tenon::database db = open();
    std::vector<std::string> seen;
    for (const auto& [name, orders] : db(orders_of_customers)) {
        std::string line = name + ":";
        for (const order& each : orders)
            line +=
                " " + std::to_string(each.id) + (each.payer_id ? "/" + std::to_string(*each.payer_id) : "");
        seen.push_back(line);
    }
    CHECK(seen == std::vector<std::string>{"Ada: 11", "Bob: 10/1 12 13/2", "Cyd:"});
}

TEST_CASE("nested rows are read into an aggregate") {
    tenon::database db = open();
    const auto pages = db(orders_of_customers).as<customer_page>().all();
    REQUIRE(pages.size() == 3);
    CHECK(pages[1].orders.size() == 3);
    CHECK(pages[1].orders[1].total == 9.25);
    CHECK(pages[2].orders.empty());
}

TEST_CASE("nested rows in an order of their own, and no more than some") {
    tenon::database db = open();
    const auto dearest =
        tenon::nested<order, "o">("o.customer_id"_c == "c.id"_c).order_by("o.total"_c.desc()).limit("n"_p);
    const auto found =
        db(tenon::select(dearest.as<"orders">()).from<customer, "c">().where("c.id"_c == 2), "n"_p = 2)
            .scalar();
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == 12);
    CHECK(found[1].id == 10);
}

TEST_CASE("captured values inside nested rows keep their order") {
    tenon::database db = open();
    const auto row =
        db(tenon::select(tenon::nested<order, "o">("o.customer_id"_c == "c.id"_c && "o.total"_c > 1.5,
                                                   tenon::nested<line, "l">("l.order_id"_c == "o.id"_c &&
                                                                            "l.what"_c != std::string("pen"))
                                                       .limit(5))
                             .order_by(("o.total"_c + 2.5).desc())
                             .limit(7)
                             .as<"orders">(),
                         ("c.id"_c + 40).as<"more">())
               .from<customer, "c">()
               .where("c.id"_c == 2))
            .one();
    CHECK(row["more"_c] == 42);
    const auto& orders = row["orders"_c];
    REQUIRE(orders.size() == 2);
    CHECK(std::get<0>(orders[0]).id == 12);
    CHECK(std::get<1>(orders[1]).size() == 1);
    CHECK(std::get<1>(orders[1])[0].what == "ink");
}

TEST_CASE("rows nested in nested rows") {
    tenon::database db = open();
    const auto found =
        db(tenon::select("c.name"_c,
                         tenon::nested<order, "o">(
                             "o.customer_id"_c == "c.id"_c,
                             tenon::nested<line, "l">("l.order_id"_c == "o.id"_c).order_by("l.what"_c.desc()),
                             tenon::nested<order_tag, "t">("t.order_id"_c == "o.id"_c))
                             .as<"orders">())
               .from<customer, "c">()
               .where("c.id"_c == 2))
            .one();
    const auto& orders = found["orders"_c];
    static_assert(
        std::is_same_v<decltype(orders),
                       const std::vector<std::tuple<order, std::vector<line>, std::vector<order_tag>>>&>);
    REQUIRE(orders.size() == 3);
    const auto& [first, lines, tags] = orders[0];
    CHECK(first.id == 10);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].what == "pen");
    REQUIRE(tags.size() == 2);
    CHECK(tags[0].tag_name == "gift");
    CHECK(std::get<1>(orders[2]).empty());
}

TEST_CASE("a table nested in its own rows") {
    tenon::database db = open();
    const auto heads =
        db(tenon::select("e.name"_c,
                         tenon::nested<employee, "r">("r.manager_id"_c == "e.id"_c).as<"reports">())
               .from<employee, "e">()
               .order_by("e.id"_c))
            .all();
    CHECK(heads[0]["reports"_c].size() == 2);
    CHECK(heads[1]["reports"_c][0].name == "Hal");
    CHECK(heads[3]["reports"_c].empty());
}

TEST_CASE("nested values come back exactly") {
    std::vector<thing> things(3);
    things[0].real = 0.1 + 0.2;
    things[0].maybe_real = -std::numeric_limits<double>::denorm_min();
    things[0].text = std::string("a\0b\x01\x1f\x7f\"\\/\n\r\t\b\f'", 15);
    things[0].maybe_text = "π 𝄞 \u2028 \uFFFF";
    things[0].bytes = all_bytes();
    things[0].maybe_bytes = std::vector<std::byte>{};
    things[0].flag = true;
    things[0].small = 255;
    things[0].status = state::paid;
    things[0].at = tenon::timestamp(std::chrono::microseconds(1));
    things[0].price = tenon::decimal<2>::from_units(-1);
    things[1].real = std::numeric_limits<double>::infinity();
    things[1].maybe_real = std::numeric_limits<double>::max();
    things[1].maybe_text = "";
    things[1].maybe_bytes = all_bytes();
    things[2].real = -std::numeric_limits<double>::infinity();
    things[2].maybe_real = 9007199254740993.0;
    things[2].text = "[1,2]";
    things[2].maybe_text = "null";
    const auto back = stored_and_nested(std::move(things));
    CHECK(back.size() == 3);
}

TEST_CASE("nested integers of 64 bits") {
    tenon::database db(":memory:");
    db.create<box, thing>();
    for (const std::int64_t id : {std::numeric_limits<std::int64_t>::min(),
                                  std::numeric_limits<std::int64_t>::max(), std::int64_t{9007199254740993}})
        db(tenon::insert<thing>().with_key(), thing{.id = id, .box_id = id});
    db(tenon::insert<box>().with_key(), box{1});
    const auto all =
        db(tenon::select(tenon::nested<thing, "t">("t.id"_c.is_not_null()).as<"things">()).from<box>())
            .scalar();
    REQUIRE(all.size() == 3);
    CHECK(all[0].id == std::numeric_limits<std::int64_t>::min());
    CHECK(all[1].id == 9007199254740993);
    CHECK(all[2].box_id == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("nested reals of any bits") {
    std::mt19937_64 random(20240229);
    std::vector<thing> things;
    for (int i = 0; i < 5000; ++i) {
        const std::uint64_t bits = random() >> (i % 3 == 0 ? 12 : 0);  // subnormal ones too
        if (const double value = std::bit_cast<double>(bits); value == value && value != 0) {
            things.emplace_back();
            things.back().real = value;
            things.back().maybe_real = -value;
        }
    }
    CHECK(stored_and_nested(std::move(things)).size() > 4000);
}

namespace {

// The same table as others have left it.
struct loose {
    std::int64_t id = 0;
    std::int64_t count = 0;
    double real = 0;
    std::string text{};
    std::vector<std::byte> bytes{};

    static constexpr auto table = tenon::table("loose", tenon::primary_key("id"), tenon::not_strict);
};

std::string nested_refusal(const std::string& values) {
    tenon::database db(":memory:");
    db.create<box, loose>();
    db(tenon::insert<box>().with_key(), box{1});
    db(tenon::raw_sql<>("INSERT INTO loose VALUES (1, " + values + ")"));
    return refused([&] {
        db(tenon::select(tenon::nested<loose, "l">("l.id"_c == "boxes.id"_c).as<"rows">()).from<box>())
            .scalar();
    });
}

}  // namespace

TEST_CASE("nested values of the wrong kind are refused") {
    CHECK(nested_refusal("1, 1.5, 'x', X'00'").empty());
    CHECK(nested_refusal("1, 2, '[1]', X''").empty());
    const auto wrong = [](const std::string& column, const std::string& wanted) {
        return "WRONG_STORAGE_CLASS: column `" + column +
               "` of the nested `loose` holds something else where " + wanted + " is expected";
    };
    for (const char* other : {"1.5", "'x'", "X'31'"})
        CHECK(nested_refusal(other + std::string(", 1.5, 'x', X'00'")) == wrong("count", "INTEGER"));
    for (const char* other : {"'x'", "''", "X'31'"})
        CHECK(nested_refusal("1, " + std::string(other) + ", 'x', X'00'") == wrong("real", "REAL"));
    CHECK(nested_refusal("1, 1.5, X'31', X'00'") == wrong("text", "TEXT"));
    for (const char* other : {"1", "1.5", "'FF'"})
        CHECK(nested_refusal("1, 1.5, 'x', " + std::string(other)) == wrong("bytes", "BLOB"));
}

TEST_CASE("nested text that is not UTF-8 is refused") {
    CHECK(nested_refusal("1, 1.5, CAST(X'FF41' AS TEXT), X'00'").starts_with("MALFORMED_TEXT: "));
}

namespace {

struct labels {
    std::int64_t id = 0;
    std::string names{};

    static constexpr auto table = tenon::view("labels", "SELECT id, json_array(id, 'x') AS names FROM boxes");
};

}  // namespace

TEST_CASE("a view's JSON is nested as the text that it is") {
    tenon::database db(":memory:", {.trusted_schema = true});
    db.create<box, labels>();
    db(tenon::insert<box>().with_key(), box{1});
    const auto found =
        db(tenon::select(tenon::nested<labels, "l">("l.id"_c == "boxes.id"_c).as<"rows">()).from<box>())
            .scalar();
    REQUIRE(found.size() == 1);
    CHECK(found[0].names == R"([1,"x"])");
}
