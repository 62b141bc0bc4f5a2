// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/types/decimal.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

using namespace tenon::literals;
using tenon::decimal;
using tests::refused;
using price = decimal<2>;

namespace {

struct product {
    std::int64_t id = 0;
    price cost{};
    std::optional<price> rebate{};
    decimal<4> weight{};

    static constexpr auto table =
        tenon::table("products", tenon::primary_key("id"), tenon::default_("cost", price("9.90")),
                     tenon::check("cost >= 0"), tenon::index("cost"));
};

constexpr auto limits_of_18 = [] {
    return decimal<18>("9.223372036854775807").units() == INT64_MAX &&
           decimal<18>("-9.223372036854775808").units() == ~INT64_MAX;
}();

}  // namespace

static_assert(price("12.34").units() == 1234);
static_assert(price("-12.34").units() == -1234);
static_assert(price("7") == price::from_units(700));
static_assert(price("0.5") == price("000.50"));
static_assert(price("-0") == price());
static_assert(decimal<0>("-42").units() == -42);
static_assert(limits_of_18);

static_assert(price("12.3").to_text().view() == "12.30");
static_assert(price("-0.05").to_text().view() == "-0.05");
static_assert(price().to_text().view() == "0.00");
static_assert(decimal<0>("42").to_text().view() == "42");
static_assert(decimal<18>::from_units(~INT64_MAX).to_text().view() == "-9.223372036854775808");
static_assert(decimal<18>::from_units(1).to_text().view() == "0.000000000000000001");

static_assert(price("1.10") + price("2.20") == price("3.30"));
static_assert(price("1.10") - price("2.20") == -price("1.10"));
static_assert(price("1.10") * 3 == price("3.30") && 3U * price("1.10") == price("3.30"));
static_assert(price("-1") < price("-0.99") && price("10") > price("9.99"));
static_assert([] {
    price sum;
    sum += price("5");
    sum -= price("0.50");
    sum *= -2;
    return sum;
}() == price("-9.00"));

static_assert(!std::is_constructible_v<price, int> && !std::is_constructible_v<price, double>);
static_assert(!std::is_constructible_v<price, decimal<3>>);
static_assert(!std::is_convertible_v<const char*, price>);

template <class A, class B>
concept multiplied = requires(A a, B b) { a* b; };
static_assert(multiplied<price, int> && multiplied<std::uint64_t, price>);
static_assert(!multiplied<price, double> && !multiplied<price, price> && !multiplied<price, bool>);

static_assert(tenon::column_type<price> && tenon::bindable<std::optional<price>>);
static_assert(tenon::type_of<price>.storage == tenon::kind::integer);
static_assert(tenon::domain_of<price>.name == "decimal(2)");
static_assert(tenon::domain_of<decimal<18>>.name == "decimal(18)");
static_assert(tenon::type_of<price> != tenon::type_of<decimal<3>>);
static_assert(tenon::create_table_sql<product>() ==
              R"(CREATE TABLE "products" ("id" INTEGER PRIMARY KEY NOT NULL, )"
              R"("cost" INTEGER NOT NULL DEFAULT 990, "rebate" INTEGER, "weight" INTEGER NOT NULL, )"
              R"(CHECK ("cost" >= 0)) STRICT)");

TEST_CASE("text that is no decimal number is refused") {
    CHECK(refused([] { price("twelve"); }) ==
          "MALFORMED_TEXT: the text `twelve` is no decimal number such as `-12.34`");
    for (const std::string_view text :
         {"",   " ",  "-",   ".",     "-.",   "1.",  ".5",  "-.5",   "+1", "--1", "1-",
          " 1", "1 ", "1,5", "1.2.3", "1..2", "1e2", "0x1", "1'000", "∞",  "NaN"}) {
        INFO(text);
        CHECK(refused([&] { static_cast<void>(price(text)); }).starts_with("MALFORMED_TEXT: "));
    }
    CHECK(refused([] { price(std::string_view("1\0", 2)); }).starts_with("MALFORMED_TEXT: "));
    CHECK(refused([] { price(std::string(1000, '9') + "x"); }).starts_with("MALFORMED_TEXT: "));
}

TEST_CASE("more digits after the point than the scale are refused, not rounded") {
    CHECK(refused([] { price("12.345"); }) ==
          "VALUE_OUT_OF_RANGE: the number `12.345` has more digits after its point than the 2 that its type "
          "keeps");
    CHECK_FALSE(refused([] { price("12.340"); }).empty());
    CHECK_FALSE(refused([] { decimal<0>("1.0"); }).empty());
}

TEST_CASE("a number outside 64 bits of units is refused") {
    CHECK(price("92233720368547758.07").units() == INT64_MAX);
    CHECK(price("-92233720368547758.08").units() == INT64_MIN);
    CHECK(refused([] { price("92233720368547758.08"); }) ==
          "VALUE_OUT_OF_RANGE: the number `92233720368547758.08` is outside -92233720368547758.08 to "
          "92233720368547758.07");
    for (const std::string_view text :
         {"-92233720368547758.09", "92233720368547759", "184467440737095516.16", "184467440737095516.17",
          "1844674407370955161600", "-184467440737095516.15"}) {
        INFO(text);
        CHECK(refused([&] { static_cast<void>(price(text)); }).starts_with("VALUE_OUT_OF_RANGE: "));
    }
    CHECK(refused([] { price(std::string(1000, '9')); }).size() < 300);
    CHECK_FALSE(refused([] { decimal<18>("10"); }).empty());
}

TEST_CASE("arithmetic that leaves the range is refused") {
    const price most = price::from_units(INT64_MAX);
    const price least = price::from_units(INT64_MIN);
    const price cent = price::from_units(1);
    const std::string range = " is outside -92233720368547758.08 to 92233720368547758.07";
    CHECK(refused([&] { most + cent; }) == "VALUE_OUT_OF_RANGE: 92233720368547758.07 + 0.01" + range);
    CHECK(refused([&] { least - cent; }) == "VALUE_OUT_OF_RANGE: -92233720368547758.08 - 0.01" + range);
    CHECK(refused([&] { most * -2; }) == "VALUE_OUT_OF_RANGE: 92233720368547758.07 * -2" + range);
    CHECK_FALSE(refused([&] { -least; }).empty());
    CHECK_FALSE(refused([&] { least * -1; }).empty());
    CHECK_FALSE(refused([&] { cent* UINT64_MAX; }).empty());
    CHECK(most * 1U == most);
    CHECK(price() * UINT64_MAX == price());

    price kept = most;
    CHECK_FALSE(refused([&] { kept += cent; }).empty());
    CHECK(kept == most);
}

TEST_CASE("every decimal reads its own text") {
    std::mt19937_64 random(12);
    std::size_t wrong = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto units = static_cast<std::int64_t>(random() >> (random() % 64)) * (i % 2 == 0 ? 1 : -1);
        const auto keeps = [&]<int Scale>(decimal<Scale> each) {
            if (decimal<Scale>(each.to_text()) != each) ++wrong;
        };
        keeps(decimal<0>::from_units(units));
        keeps(decimal<2>::from_units(units));
        keeps(decimal<9>::from_units(units));
        keeps(decimal<18>::from_units(units));
    }
    CHECK(wrong == 0);
}

TEST_CASE("decimals are stored, compared and computed with exactly") {
    tenon::database db(":memory:");
    db.create<product>();
    db(tenon::insert<product>(), std::vector{
                                     product{.cost = price("0.10"), .weight = decimal<4>("1.0005")},
                                     product{.cost = price("0.20"), .rebate = price("-0.05")},
                                     product{.cost = price("90000000000000000.01")},
                                 });
    db(tenon::insert<product>(), "weight"_p = decimal<4>());

    auto all = db(tenon::select<product>().order_by("id"_c)).all();
    REQUIRE(all.size() == 4);
    CHECK(all[0].cost == price("0.10"));
    CHECK(all[0].weight == decimal<4>("1.0005"));
    CHECK_FALSE(all[0].rebate.has_value());
    CHECK(all[1].rebate == price("-0.05"));
    CHECK(all[2].cost == price("90000000000000000.01"));
    CHECK(all[3].cost == price("9.90"));

    const auto below = tenon::select(tenon::count()).from<product>().where("cost"_c <= "most"_p);
    CHECK(db(below, "most"_p = price("0.20")).scalar() == 2);
    CHECK(db(below, "most"_p = price("0.19")).scalar() == 1);

    db(tenon::update<product>()
           .set("cost"_c = "cost"_c * 3 - price("0.10"), "rebate"_c = std::nullopt)
           .where("rebate"_c < price("0")));
    auto second = db(tenon::select<product>().where("id"_c == 2)).one();
    CHECK(second.cost == price("0.50"));
    CHECK_FALSE(second.rebate.has_value());
}

TEST_CASE("sums, least and greatest values of decimals are decimals") {
    tenon::database db(":memory:");
    db.create<product>();
    constexpr auto sums =
        tenon::select(tenon::sum("cost"_c), tenon::max("cost"_c), tenon::sum("cost"_c * 2)).from<product>();
    auto [none, none_greatest, none_doubled] = db(sums).one();
    CHECK_FALSE((none.has_value() || none_greatest.has_value() || none_doubled.has_value()));

    for (int i = 0; i < 10; ++i) db(tenon::insert<product>(), product{.cost = price("0.10")});
    auto [sum, greatest, doubled] = db(sums).one();
    static_assert(std::is_same_v<decltype(sum), std::optional<price>>);
    static_assert(std::is_same_v<decltype(greatest), std::optional<price>>);
    static_assert(std::is_same_v<decltype(doubled), std::optional<price>>);
    CHECK(sum == price("1"));
    CHECK(greatest == price("0.10"));
    CHECK(doubled == price("2"));

    const auto dear = tenon::select("cost"_c).from<product>().group_by("cost"_c).having(tenon::sum("cost"_c) >
                                                                                        price("0.99"));
    CHECK(db(dear).scalar() == price("0.10"));
}

TEST_CASE("a computation in SQL that is no decimal any more is refused when it is read") {
    tenon::database db(":memory:");
    db.create<product>();
    db(tenon::insert<product>(), product{.cost = price::from_units(INT64_MAX)});
    CHECK(refused([&] {
              db(tenon::select("cost"_c + "cost"_c).from<product>()).one();
          }).starts_with("WRONG_STORAGE_CLASS: "));
    CHECK(refused([&] {
              db(tenon::select("cost"_c * 0.25).from<product>()).one();
          }).starts_with("WRONG_STORAGE_CLASS: "));
}
