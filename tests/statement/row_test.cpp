// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/row.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <type_traits>
#include <utility>
#include <vector>

using namespace shop;

namespace {

using totals = tenon::row<tenon::cell<"o.total", double>, tenon::cell<"c.name", std::string>,
                          tenon::cell<"o.note", std::optional<std::string>>>;

static_assert(std::tuple_size_v<totals> == 3);
static_assert(std::is_same_v<std::tuple_element_t<1, totals>, std::string>);
static_assert(std::is_copy_constructible_v<totals> && std::is_nothrow_move_constructible_v<totals>);
static_assert(std::is_same_v<decltype(std::declval<const totals&>()["o.total"_c]), const double&>);
static_assert(std::is_same_v<decltype(std::declval<totals>()["name"_c]), std::string>);

template <tenon::fixed_string Name, class... Cells>
constexpr std::string_view refusal(const tenon::row<Cells...>*) {
    return tenon::detail::cell_search<Name, Cells...>::sentence.view();
}
constexpr const totals* any = nullptr;
static_assert(refusal<"total">(any).empty());
static_assert(refusal<"o.total">(any).empty());
static_assert(refusal<"TOTAL">(any).empty());
static_assert(refusal<"totl">(any).starts_with("the row has no column `totl`"));
static_assert(refusal<"nme">(any).starts_with("the row has no column `nme`"));
static_assert(refusal<"c.total">(any).starts_with("the row has no column `c.total`"));

constexpr const tenon::row<tenon::cell<"a.id", int>, tenon::cell<"b.id", int>>* both = nullptr;
static_assert(refusal<"id">(both) == "the row has several columns `id`: say which, as in `a.id`");
static_assert(refusal<"b.id">(both).empty());

constexpr auto query = tenon::select("o.total"_c, "c.name"_c, "o.note"_c)
                           .from<order, "o">()
                           .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                           .order_by("o.id"_c);
static_assert(std::is_same_v<tenon::row_of<decltype(query)>, totals>);

}  // namespace

TEST_CASE_METHOD(filled, "a row is read by binding, by name and by position") {
    const auto rows = db(query).all();
    REQUIRE(rows.size() == 3);
    const auto& [total, name, note] = rows[0];
    CHECK(total == 99.5);
    CHECK(name == "Ada");
    CHECK(note == "first");
    CHECK(rows[1]["o.note"_c] == std::nullopt);
    CHECK(rows[2]["Name"_c] == "Bob");
    CHECK(get<1>(rows[2]) == "Bob");
}

TEST_CASE_METHOD(filled, "rows own their values") {
    std::vector<totals> kept;
    for (auto&& row : db(query)) kept.push_back(std::forward<decltype(row)>(row));
    db(tenon::delete_from<customer>());
    CHECK(kept[0]["name"_c] == "Ada");
    CHECK(kept[2]["note"_c] == "gift");
    const std::string taken = std::move(kept[0])["name"_c];
    CHECK(taken == "Ada");
    auto [total, name, note] = std::move(kept[2]);
    CHECK(name == "Bob");
    CHECK(kept[2]["name"_c].empty());  // moved from
}

TEST_CASE_METHOD(filled, "values of a row can be changed in place") {
    auto first = db(query).first();
    REQUIRE(first);
    auto& [total, name, note] = *first;
    total += 0.5;
    name += " Lovelace";
    CHECK(get<0>(*first) == 100);
    CHECK((*first)["c.name"_c] == "Ada Lovelace");
}
