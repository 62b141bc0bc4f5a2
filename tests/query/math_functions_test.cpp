// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/math_functions.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;
using tenon::select;
using tenon::sql_text;

constexpr auto angles =
    select(tenon::acos("total"_c), tenon::acosh("total"_c), tenon::asin("total"_c), tenon::asinh("total"_c),
           tenon::atan("total"_c), tenon::atan2("total"_c, 2), tenon::atanh("total"_c), tenon::cos("total"_c),
           tenon::cosh("total"_c), tenon::degrees("total"_c), tenon::pi(), tenon::radians("total"_c),
           tenon::sin("total"_c), tenon::sinh("total"_c), tenon::tan("total"_c), tenon::tanh("total"_c))
        .from<order>();
static_assert(
    sql_text(angles) ==
    R"(SELECT ACOS("total"), ACOSH("total"), ASIN("total"), ASINH("total"), ATAN("total"), ATAN2("total", ?), )"
    R"(ATANH("total"), COS("total"), COSH("total"), DEGREES("total"), PI(), RADIANS("total"), SIN("total"), )"
    R"(SINH("total"), TAN("total"), TANH("total") FROM "orders")");

constexpr auto numbers =
    select(tenon::ceil("total"_c), tenon::ceiling("id"_c), tenon::exp("total"_c), tenon::floor("total"_c),
           tenon::ln("total"_c), tenon::log("total"_c), tenon::log(2, "total"_c), tenon::log10("total"_c),
           tenon::log2("total"_c), tenon::mod("id"_c, 7), tenon::pow("total"_c, "n"_p),
           tenon::power("id"_c, 0.5), tenon::sqrt("total"_c), tenon::trunc("total"_c))
        .from<order>();
static_assert(
    sql_text(numbers) ==
    R"(SELECT CEIL("total"), CEILING("id"), EXP("total"), FLOOR("total"), LN("total"), LOG("total"), )"
    R"(LOG(?, "total"), LOG10("total"), LOG2("total"), MOD("id", ?), POW("total", :n), POWER("id", ?), )"
    R"(SQRT("total"), TRUNC("total") FROM "orders")");

TEST_CASE("SQLite has every mathematical function") {
    CHECK(complaint_about(angles) == "");
    CHECK(complaint_about(numbers) == "");
}
