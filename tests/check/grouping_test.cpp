// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/grouping.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using tenon::constant;
using tenon::count;
using tenon::select;
using namespace tests;

namespace {

struct spare {
    std::int64_t id = 0;
    std::optional<std::string> code;
    std::string serial;
    std::string label;

    static constexpr auto table = tenon::table(
        "spares", tenon::primary_key("id"), tenon::unique("code"), tenon::unique("serial", "label"),
        tenon::index("lower(label)").unique(), tenon::index("label").unique().where("id > 0"));
};

}  // namespace

TEST_CASE("beside an aggregate a column is grouped or aggregated") {
    CHECK(problem_of(select("note"_c, count()).from<order>()) == problem_kind::not_grouped);
    CHECK(problem_of(select("note"_c, count()).from<order>().group_by("customer_id"_c)) ==
          problem_kind::not_grouped);
    CHECK(accepted(select("note"_c, count()).from<order>().group_by("note"_c)));
    CHECK(accepted(select(tenon::max("note"_c), count()).from<order>()));
    CHECK(accepted(select(constant<1>, count()).from<order>()));
    CHECK(problem_of(select(tenon::max("total"_c) + "total"_c).from<order>()) == problem_kind::not_grouped);
    CHECK(problem_of(select("note"_c).from<order>().group_by("customer_id"_c)) == problem_kind::not_grouped);
}

TEST_CASE("HAVING and ORDER BY are held to the groups too") {
    const auto counts = select("note"_c, count().as<"n">()).from<order>().group_by("note"_c);
    CHECK(accepted(counts.having(tenon::sum("total"_c) > 10)));
    CHECK(accepted(counts.having("note"_c != "x")));
    CHECK(accepted(counts.having("n"_c > 1).order_by("n"_c.desc(), "note"_c)));
    CHECK(problem_of(counts.having("total"_c > 10)) == problem_kind::not_grouped);
    CHECK(problem_of(counts.order_by("total"_c)) == problem_kind::not_grouped);
    CHECK(problem_of(select(count()).from<order>().order_by("total"_c)) == problem_kind::not_grouped);
    CHECK(problem_of(select("id"_c).from<order>().order_by(count())) == problem_kind::not_grouped);
}

TEST_CASE("an expression may be grouped as a whole") {
    const auto by_half = [](auto result) {
        return select(result, count()).template from<order>().group_by("customer_id"_c / constant<2>);
    };
    CHECK(accepted(by_half("customer_id"_c / constant<2>)));
    CHECK(accepted(by_half("customer_id"_c / constant<2> + 1)));
    CHECK(problem_of(by_half("customer_id"_c / constant<3>)) == problem_kind::not_grouped);
    CHECK(problem_of(by_half("customer_id"_c % constant<2>)) == problem_kind::not_grouped);
    CHECK(problem_of(by_half("customer_id"_c)) == problem_kind::not_grouped);
    CHECK(accepted(select(tenon::lower("note"_c), count()).from<order>().group_by(tenon::lower("note"_c))));
    CHECK(accepted(select(tenon::lower("note"_c).as<"low">(), count()).from<order>().group_by("low"_c)));
}

TEST_CASE("a captured value differs from every other, a placeholder is itself") {
    CHECK(problem_of(select("total"_c * 2, count()).from<order>().group_by("total"_c * 2)) ==
          problem_kind::not_grouped);
    CHECK(accepted(select("total"_c * "x"_p, count()).from<order>().group_by("total"_c * "x"_p)));
}

TEST_CASE("a grouped key settles its table's other columns") {
    CHECK(accepted(select("name"_c, "email"_c, count()).from<customer>().group_by("id"_c)));
    CHECK(accepted(select(tenon::all).from<customer>().group_by("name"_c)) == false);
    CHECK(accepted(select("name"_c, count()).from<customer>().group_by("email"_c)));
    CHECK(problem_of(select("email"_c, count()).from<customer>().group_by("name"_c)) ==
          problem_kind::not_grouped);
    const auto joined = [](auto key) {
        return select("c.name"_c, count())
            .template from<customer, "c">()
            .template left_join<order, "o">("o.customer_id"_c == "c.id"_c)
            .group_by(key);
    };
    CHECK(accepted(joined("c.id"_c)));
    CHECK(problem_of(joined("o.id"_c)) == problem_kind::not_grouped);
}

TEST_CASE("a key of several columns settles when all of them are grouped") {
    CHECK(accepted(select("article"_c, count()).from<line>().group_by("number"_c, "order_id"_c)));
    CHECK(problem_of(select("article"_c, count()).from<line>().group_by("order_id"_c)) ==
          problem_kind::not_grouped);
}

TEST_CASE("what may be NULL, lies in an expression or in some rows only settles nothing") {
    const auto by = [](auto... keys) {
        return select("id"_c, count()).template from<spare>().group_by(keys...);
    };
    CHECK(accepted(by("serial"_c, "label"_c)));
    CHECK(problem_of(by("code"_c)) == problem_kind::not_grouped);
    CHECK(problem_of(by("label"_c)) == problem_kind::not_grouped);
    CHECK(problem_of(by("serial"_c)) == problem_kind::not_grouped);
    CHECK(problem_of(by(tenon::lower("label"_c))) == problem_kind::not_grouped);
}

TEST_CASE("a star can't stand beside an aggregate") {
    CHECK(problem_of(select(tenon::all, count()).from<order>()) == problem_kind::not_grouped);
    CHECK(problem_of(select(tenon::all).from<order>().group_by("note"_c)) == problem_kind::not_grouped);
    CHECK(accepted(select(tenon::all).from<order>()));
}

TEST_CASE("raw SQL is itself letter by letter") {
    const auto grouped = [](auto result) {
        return problem_of(select(result, count())
                              .template from<order>()
                              .group_by(tenon::raw<std::string, "lower(?) || 'a'">("note"_c)));
    };
    CHECK(grouped(tenon::raw<std::string, "lower(?) || 'a'">("note"_c)) == problem_kind::none);
    CHECK(grouped(tenon::raw<std::string, "lower(?) || 'A'">("note"_c)) == problem_kind::not_grouped);
}
