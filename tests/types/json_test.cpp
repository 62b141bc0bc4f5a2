// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/types/json.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

using namespace tenon::literals;
using tests::refused;

namespace {

struct point {
    int x = 0;
    int y = 0;

    friend bool operator==(const point&, const point&) = default;
};

struct flag {
    bool set = false;
};

struct written_only {};

}  // namespace

// By hand, as a program would that has a JSON library of its own.
template <>
struct tenon::json_codec<point> {
    static std::string write(const point& value) {
        return '[' + std::to_string(value.x) + ',' + std::to_string(value.y) + ']';
    }
    static point read(std::string_view text) {
        point value;
        const char* const end = text.data() + text.size();
        const auto x = std::from_chars(text.data() + 1, end, value.x);
        const auto y = std::from_chars(x.ptr + 1, end, value.y);
        if (y.ptr + 1 != end) tenon::refuse("MALFORMED_TEXT", "no point");
        return value;
    }
};

template <>
struct tenon::json_codec<flag> {
    static std::string write(const flag& value) { return value.set ? "true" : "false"; }
    static flag read(std::string_view text) { return {text == "true"}; }
};

template <>
struct tenon::json_codec<written_only> {
    static std::string write(const written_only&) { return "{}"; }
};

namespace {

struct figure {
    std::int64_t id = 0;
    tenon::json<point> centre{};
    std::optional<tenon::json<point>> corner{};
    tenon::json<flag> filled{};

    static constexpr auto table = tenon::table("figures", tenon::primary_key("id"));
};

}  // namespace

static_assert(tenon::column_type<tenon::json<point>> && tenon::bindable<std::optional<tenon::json<point>>>);
static_assert(tenon::bindable<tenon::json<written_only>> && !tenon::column_type<tenon::json<written_only>>);
static_assert(tenon::type_of<tenon::json<point>>.storage == tenon::kind::text);
static_assert(tenon::type_of<tenon::json<point>> != tenon::type_of<tenon::json<flag>>);
static_assert(tenon::type_of<tenon::json<point>> != tenon::type_of<std::string>);
static_assert(std::is_same_v<decltype(tenon::json{point{}}), tenon::json<point>>);
static_assert(tenon::json{point{1, 2}} == tenon::json<point>{{1, 2}});
static_assert(tenon::create_table_sql<figure>() ==
              R"(CREATE TABLE "figures" ("id" INTEGER PRIMARY KEY NOT NULL, "centre" TEXT NOT NULL, )"
              R"("corner" TEXT, "filled" TEXT NOT NULL) STRICT)");

TEST_CASE("a value is stored as the JSON that its codec writes") {
    tenon::database db(":memory:");
    db.create<figure>();
    db(tenon::insert<figure>(), figure{.centre = {{1, -2}}, .filled = {{true}}});
    db(tenon::insert<figure>(), figure{.centre = {{3, 4}}, .corner = tenon::json{point{5, 6}}});

    auto all = db(tenon::select<figure>().order_by("id"_c)).all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].centre.value == point{1, -2});
    CHECK_FALSE(all[0].corner.has_value());
    CHECK(all[0].filled.value.set);
    CHECK(all[1].corner == tenon::json{point{5, 6}});

    CHECK(db(tenon::select("id"_c).from<figure>().where("centre"_c == tenon::json{point{3, 4}})).scalar() ==
          2);
    CHECK(db(tenon::select(tenon::length("centre"_c)).from<figure>().where("id"_c == 1)).scalar() == 6);

    db(tenon::update<figure>().set("corner"_c = std::nullopt, "centre"_c = "to"_p),
       "to"_p = tenon::json<point>{});
    auto second = db(tenon::select<figure>().where("id"_c == 2)).one();
    CHECK_FALSE(second.corner.has_value());
    CHECK(second.centre.value == point{});
}

TEST_CASE("what the codec refuses is told with the statement") {
    tenon::database db(":memory:");
    db.create<figure>();
    db(tenon::insert<figure>(), figure{});
    db(tenon::update<figure>().set("filled"_c = tenon::json{flag{}}));
    db.connection().execute("UPDATE figures SET centre = '[1,2'");
    CHECK(refused([&] { db(tenon::select<figure>()).one(); }) == "MALFORMED_TEXT: no point");
}
