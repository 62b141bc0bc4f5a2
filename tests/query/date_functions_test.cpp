// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/date_functions.hpp>

#include "prepared.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;
using tenon::select;
using tenon::sql_text;

constexpr auto times = select(tenon::date_("created_at"_c), tenon::time("created_at"_c, "+1 hour"),
                              tenon::datetime("created_at"_c, "start of month", "shift"_p),
                              tenon::julianday("created_at"_c), tenon::unixepoch("created_at"_c),
                              tenon::strftime("%Y-%m", "created_at"_c), tenon::strftime("%W", "time"_p))
                           .from<order>();
static_assert(
    sql_text(times) ==
    R"(SELECT DATE("created_at"), TIME("created_at", ?), DATETIME("created_at", ?, :shift), )"
    R"(JULIANDAY("created_at"), UNIXEPOCH("created_at"), STRFTIME(?, "created_at"), STRFTIME(?, :time) )"
    R"(FROM "orders")");

constexpr auto now = select(tenon::date_(), tenon::time(), tenon::datetime(), tenon::julianday(),
                            tenon::unixepoch(), tenon::strftime("%s"), tenon::unixepoch("id"_c, "unixepoch"))
                         .from<order>();
static_assert(sql_text(now) == R"(SELECT DATE(), TIME(), DATETIME(), JULIANDAY(), UNIXEPOCH(), STRFTIME(?), )"
                               R"(UNIXEPOCH("id", ?) FROM "orders")");

constexpr auto by_month =
    select(tenon::strftime(tenon::placeholder<"format">{}, "created_at"_c).as<"month">(),
           tenon::sum("total"_c))
        .from<order>()
        .group_by("month"_c);

TEST_CASE("SQLite has every date function") {
    CHECK(complaint_about(times) == "");
    CHECK(complaint_about(now) == "");
    CHECK(complaint_about(by_month) == "");
}
