// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/row_types.hpp>
#include <tenon/types/calendar.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <cstddef>
#include <span>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace shop;

namespace {

enum class mood : std::uint8_t { calm, cross };

struct diary {
    std::uint16_t id = 0;
    mood how = mood::calm;
    tenon::timestamp at{};
    std::optional<tenon::date> day{};
    std::vector<std::byte> photo{};
    float weight = 0;

    static constexpr auto table = tenon::table("diary", tenon::primary_key("id"));
};

template <class Query>
using row_of = tenon::row_of<std::remove_cvref_t<Query>>;

template <class Expected, class Query>
constexpr bool yields(const Query&) {
    return std::is_same_v<row_of<Query>, Expected>;
}

template <class Expected, class Query>
constexpr bool yields_value(const Query&) {
    return std::is_same_v<std::tuple_element_t<0, row_of<Query>>, Expected>;
}

using tenon::cell;
using tenon::row;

// Columns keep the types of their fields, narrow ones too.
static_assert(yields<row<cell<"id", std::uint16_t>, cell<"how", mood>, cell<"at", tenon::timestamp>,
                         cell<"day", std::optional<tenon::date>>, cell<"photo", std::vector<std::byte>>,
                         cell<"weight", float>>>(
    tenon::select("id"_c, "how"_c, "at"_c, "day"_c, "photo"_c, "weight"_c).from<diary>()));

// A name after an alias keeps it, an alias of the result is the name.
static_assert(yields<row<cell<"o.total", double>, cell<"who", std::string>>>(
    tenon::select("o.total"_c, "c.name"_c.as<"who">())
        .from<order, "o">()
        .join<customer, "c">("c.id"_c == "o.customer_id"_c)));

// What an outer join may leave out is optional, once.
static_assert(yields<row<cell<"c.name", std::string>, cell<"o.total", std::optional<double>>,
                         cell<"o.note", std::optional<std::string>>>>(
    tenon::select("c.name"_c, "o.total"_c, "o.note"_c)
        .from<customer, "c">()
        .left_join<order, "o">("c.id"_c == "o.customer_id"_c)));

// Whole tables: the struct, a tuple of structs, a column among others.
static_assert(yields<customer>(tenon::select<customer>()));
static_assert(yields<customer>(
    tenon::select("c.*"_c).from<order, "o">().join<customer, "c">("c.id"_c == "o.customer_id"_c)));
static_assert(yields<std::tuple<customer, std::optional<order>>>(
    tenon::select(tenon::all).from<customer, "c">().left_join<order, "o">("c.id"_c == "o.customer_id"_c)));
static_assert(yields<row<cell<"c", customer>, cell<"o.total", double>>>(
    tenon::select("c.*"_c, "o.total"_c)
        .from<order, "o">()
        .join<customer, "c">("c.id"_c == "o.customer_id"_c)));

// Aggregates: COUNT is never NULL; the others are, of no rows, but not of a group.
static_assert(yields_value<std::int64_t>(tenon::select(tenon::count()).from<order>()));
static_assert(yields_value<std::optional<double>>(tenon::select(tenon::sum("total"_c)).from<order>()));
static_assert(yields_value<std::optional<std::int64_t>>(tenon::select(tenon::max("id"_c)).from<order>()));
static_assert(yields_value<double>(tenon::select(tenon::sum("total"_c).as<"sum">(), "customer_id"_c)
                                       .from<order>()
                                       .group_by("customer_id"_c)));

// Computed values widen.
static_assert(yields_value<std::int64_t>(tenon::select("id"_c + 1).from<diary>()));
static_assert(yields_value<bool>(tenon::select("weight"_c > 1.5).from<diary>()));
static_assert(yields_value<std::optional<std::int64_t>>(tenon::select("id"_c / "id"_c).from<diary>()));

// Views: texts and blobs only.
template <class Row>
using view_row = tenon::detail::view_row<Row>;
static_assert(std::is_same_v<view_row<row<cell<"a", std::string>, cell<"b", std::optional<std::string>>,
                                          cell<"c", std::vector<std::byte>>, cell<"d", mood>>>,
                             row<cell<"a", std::string_view>, cell<"b", std::optional<std::string_view>>,
                                 cell<"c", std::span<const std::byte>>, cell<"d", mood>>>);

}  // namespace

TEST_CASE("values of all row types come back as they went in") {
    tenon::database db(":memory:");
    db.create<diary>();
    using namespace std::chrono;
    const diary written{7,
                        mood::cross,
                        tenon::timestamp(microseconds(1'234'567'890'123'456)),
                        tenon::date(2024y / 2 / 29),
                        {std::byte{0}, std::byte{255}},
                        0.1F};
    db(tenon::insert<diary>().with_key(), written);
    const auto [id, how, at, day, photo, weight] =
        db(tenon::select("id"_c, "how"_c, "at"_c, "day"_c, "photo"_c, "weight"_c).from<diary>()).one();
    CHECK(id == 7);
    CHECK(how == mood::cross);
    CHECK(at == written.at);
    CHECK(day == written.day);
    CHECK(photo == written.photo);
    CHECK(weight == 0.1F);
}
