// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/functions.hpp>
#include <tenon/query/own_functions.hpp>

#include "../sqlite/scratch.hpp"
#include "tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace tests;
using namespace tenon::literals;

namespace {

inline constexpr tenon::function<"slug", std::string(std::string_view)> slug;
inline constexpr tenon::function<"or_zero", double(std::optional<double>)> or_zero;
inline constexpr tenon::function<"half", double(double)> half;
inline constexpr tenon::function<"answer", int()> answer;
inline constexpr tenon::function<"next", status(const status&)> next;
inline constexpr tenon::function<"if_even", std::optional<std::int64_t>(std::int64_t)> if_even;
inline constexpr tenon::function<"day_after", tenon::timestamp(tenon::timestamp)> day_after;
inline constexpr tenon::function<"bytes", std::vector<std::byte>(std::span<const std::byte>)> bytes;
inline constexpr tenon::function<"join3", std::string(std::string, std::string, std::string)> join3;
inline constexpr tenon::function<"is_long", bool(std::string_view)> is_long;
inline constexpr tenon::function<"say \"hi\"", std::string()> oddly_named;
inline constexpr tenon::aggregate_function<"median", std::optional<double>(double)> median;
inline constexpr tenon::aggregate_function<"moving_sum", double(double)> moving_sum;

template <class Query>
using result_of = std::tuple_element_t<0, tenon::row_of<Query>>;

class median_of {
public:
    void step(double value) { values_.push_back(value); }
    std::optional<double> result() const {
        if (values_.empty()) return std::nullopt;
        std::vector<double> sorted = values_;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }

private:
    std::vector<double> values_;
};

struct sum_of {
    double sum = 0;

    void step(double value) { sum += value; }
    void inverse(double value) { sum -= value; }
    double value() const { return sum; }
    double result() const { return sum; }
};

struct filled {
    tenon::database db{":memory:"};

    filled() {
        db.create<customer, order, line>();
        auto& to = db.connection();
        to.add_function("slug", [](std::string_view text) {
            std::string made(text);
            std::replace(made.begin(), made.end(), ' ', '-');
            return made;
        });
        to.add_function("or_zero", [](std::optional<double> value) { return value.value_or(0); });
        to.add_function("half", [](double value) { return value / 2; });
        to.add_function("answer", [] { return 42; });
        to.add_function("next", [](status) { return status::paid; });
        to.add_function("if_even",
                        [](std::int64_t n) { return n % 2 == 0 ? std::optional(n) : std::nullopt; });
        to.add_function("day_after", [](tenon::timestamp at) { return at + std::chrono::hours(24); });
        to.add_function("join3", [](std::string a, std::string b, std::string c) { return a + b + c; });
        to.add_function("is_long", [](std::string_view text) { return text.size() > 4; });
        to.add_function("say \"hi\"", [] { return std::string("hi"); });
        to.add_aggregate<median_of>("median");
        to.add_aggregate<sum_of>("moving_sum");
        const customer customers[] = {{0, "Ada L", "ada", true}, {0, "Bob", "bob", false}};
        db(tenon::insert<customer>(), customers);
        const order orders[] = {{0, 1, 4, "a b", status::open, tenon::now()},
                                {0, 1, 10, {}, status::open, tenon::now()},
                                {0, 2, 1, {}, status::open, tenon::now()}};
        db(tenon::insert<order>(), orders);
    }
};

}  // namespace

TEST_CASE("a function of the program is written by its quoted name") {
    constexpr auto called = tenon::select(slug("name"_c)).from<customer>().where(is_long("email"_c));
    static_assert(tenon::sql_text(called) ==
                  R"(SELECT "slug"("name") FROM "customers" WHERE "is_long"("email"))");
    constexpr auto quoted = tenon::select(oddly_named()).from<customer>();
    static_assert(tenon::sql_text(quoted) == R"(SELECT "say ""hi"""() FROM "customers")");
    constexpr auto nested = tenon::select(half(half("total"_c) + 1.5)).from<order, "o">();
    static_assert(tenon::sql_text(nested) == R"(SELECT "half"("half"("total") + ?) FROM "orders" AS "o")");
    static_assert(slug.name() == "slug");
}

TEST_CASE("a function of the program yields its C++ type") {
    constexpr auto of_text = tenon::select(slug("name"_c)).from<customer>();
    static_assert(std::same_as<result_of<decltype(of_text)>, std::string>);
    constexpr auto of_enum = tenon::select(next("state"_c)).from<order>();
    static_assert(std::same_as<result_of<decltype(of_enum)>, status>);
    constexpr auto of_time = tenon::select(day_after("created_at"_c)).from<order>();
    static_assert(std::same_as<result_of<decltype(of_time)>, tenon::timestamp>);
    constexpr auto of_int = tenon::select(answer()).from<order>();
    static_assert(std::same_as<result_of<decltype(of_int)>, int>);
    constexpr auto of_bool = tenon::select(is_long("name"_c)).from<customer>();
    static_assert(std::same_as<result_of<decltype(of_bool)>, bool>);
    constexpr auto several = tenon::select(next("state"_c), slug("note"_c), "id"_c, answer()).from<order>();
    using row = tenon::row_of<decltype(several)>;
    static_assert(std::same_as<std::tuple_element_t<0, row>, status>);
    static_assert(std::same_as<std::tuple_element_t<1, row>, std::optional<std::string>>);
    static_assert(std::same_as<std::tuple_element_t<3, row>, int>);
}

TEST_CASE("its result can be NULL where it says so, or where NULL may reach a parameter that takes none") {
    constexpr auto of_optional = tenon::select(slug("note"_c)).from<order>();
    static_assert(std::same_as<result_of<decltype(of_optional)>, std::optional<std::string>>);
    constexpr auto taken = tenon::select(or_zero("weight"_c)).from<line>();
    static_assert(std::same_as<result_of<decltype(taken)>, double>);
    constexpr auto maybe = tenon::select(if_even("id"_c)).from<order>();
    static_assert(std::same_as<result_of<decltype(maybe)>, std::optional<std::int64_t>>);
    constexpr auto blob = tenon::select(bytes("label"_c)).from<line>();
    static_assert(std::same_as<result_of<decltype(blob)>, std::optional<std::vector<std::byte>>>);
    constexpr auto joined = tenon::select(slug("c.name"_c))
                                .from<order, "o">()
                                .left_join<customer, "c">("c.id"_c == "o.customer_id"_c);
    static_assert(std::same_as<result_of<decltype(joined)>, std::optional<std::string>>);
    constexpr auto third =
        tenon::select(join3("name"_c, "email"_c, tenon::nullif("name"_c, "x"))).from<customer>();
    static_assert(std::same_as<result_of<decltype(third)>, std::optional<std::string>>);
}

TEST_CASE_METHOD(filled, "functions of the program run in typed queries") {
    CHECK(db(tenon::select(slug("name"_c)).from<customer>().where("id"_c == 1)).scalar() == "Ada-L");
    CHECK(db(tenon::select("id"_c).from<customer>().where(is_long("name"_c))).scalar() == 1);
    CHECK(db(tenon::select("id"_c).from<customer>().where(slug("name"_c) == "wanted"_p), "wanted"_p = "Ada-L")
              .scalar() == 1);
    CHECK(db(tenon::select(slug("note"_c)).from<order>().where("id"_c == 2)).scalar() == std::nullopt);
    CHECK(db(tenon::select(slug("note"_c)).from<order>().where("id"_c == 1)).scalar() == "a-b");
    CHECK(db(tenon::select(next("state"_c)).from<order>().where("id"_c == 1)).scalar() == status::paid);
    CHECK(db(tenon::select(half("total"_c)).from<order>().where("id"_c == 3)).scalar() == 0.5);
    CHECK(db(tenon::select(half("id"_c)).from<order>().where("id"_c == 3)).scalar() ==
          1.5);  // an integer column
    const auto moved = db(tenon::select("created_at"_c, day_after("created_at"_c).as<"then">())
                              .from<order>()
                              .where("id"_c == 1))
                           .one();
    CHECK(moved["then"_c] - moved["created_at"_c] == std::chrono::hours(24));
    CHECK(db(tenon::select(oddly_named()).from<customer>().where("id"_c == 1)).scalar() == "hi");
    CHECK(db(tenon::update<customer>().set("name"_c = slug("name"_c)).returning("name"_c).where("id"_c == 1))
              .scalar() == "Ada-L");
}

TEST_CASE_METHOD(filled, "its arguments are placeholders and captured values too") {
    constexpr auto given =
        tenon::select(join3("a"_p, "name"_c, "b"_p)).from<customer>().where("id"_c == "id"_p);
    CHECK(db(given, "b"_p = ">", "id"_p = 2, "a"_p = "<").scalar() == "<Bob>");
    CHECK(db(tenon::select(join3("<", "name"_c, std::string(">"))).from<customer>().where("id"_c == 2))
              .scalar() == "<Bob>");
    CHECK(db(tenon::select(half("n"_p)).from<customer>().where("id"_c == 1), "n"_p = 3).scalar() == 1.5);
    CHECK(db(tenon::select(half(3)).from<customer>().where("id"_c == 1)).scalar() == 1.5);
    CHECK(
        db(tenon::select(or_zero("n"_p)).from<customer>().where("id"_c == 1), "n"_p = std::optional<double>())
            .scalar() == 0);
    CHECK(db(tenon::select("id"_c)
                 .from<order>()
                 .where(half("total"_c).in(std::vector{0.5, 5.0}))
                 .order_by("id"_c))
              .all()
              .size() == 2);
}

TEST_CASE_METHOD(filled, "aggregates of the program group rows, filter them and run over windows") {
    constexpr auto overall = tenon::select(median("total"_c)).from<order>();
    static_assert(tenon::sql_text(overall) == R"(SELECT "median"("total") FROM "orders")");
    static_assert(std::same_as<result_of<decltype(overall)>, std::optional<double>>);
    CHECK(db(overall).scalar() == 4);
    CHECK(db(tenon::select(median("total"_c)).from<order>().where("id"_c < 0)).scalar() == std::nullopt);
    constexpr auto some = tenon::select(median("total"_c).filter("customer_id"_c > 1).as<"median">())
                              .from<order>()
                              .group_by("customer_id"_c)
                              .order_by("customer_id"_c);
    const auto medians = db(some).all();
    REQUIRE(medians.size() == 2);
    CHECK(medians[0]["median"_c] == std::nullopt);
    CHECK(medians[1]["median"_c] == 1);

    constexpr auto grouped = tenon::select("customer_id"_c, moving_sum("total"_c).as<"sum">())
                                 .from<order>()
                                 .group_by("customer_id"_c)
                                 .having(moving_sum("total"_c) > "least"_p)
                                 .order_by("sum"_c);
    CHECK(db(grouped, "least"_p = 2).one()["sum"_c] == 14);

    constexpr auto moving =
        tenon::select(moving_sum("total"_c)
                          .over(tenon::order_by("id"_c).rows(tenon::preceding(1), tenon::current_row))
                          .as<"sum">())
            .from<order>();
    static_assert(
        tenon::sql_text(moving) ==
        R"(SELECT "moving_sum"("total") OVER (ORDER BY "id" ROWS BETWEEN ? PRECEDING AND CURRENT ROW) AS "sum" FROM "orders")");
    static_assert(std::same_as<result_of<decltype(moving)>, double>);
    std::vector<double> sums;
    for (const auto& [sum] : db(moving)) sums.push_back(sum);
    CHECK(sums == std::vector<double>{4, 14, 11});
    // A group without rows that are taken still has the aggregate's result.
    CHECK(db(tenon::select(moving_sum("weight"_c)).from<line>()).scalar() == 0);
}

TEST_CASE("a function that the connection does not know is an error of the query") {
    tenon::database db(":memory:");
    db.create<customer>();
    const auto error = error_from([&] { (void)db(tenon::select(slug("name"_c)).from<customer>()).all(); });
    CHECK(error.category == tenon::category::query);
    CHECK(contains(error.message, "slug"));
    CHECK(error.code == "QUERY_FAILED");
}
