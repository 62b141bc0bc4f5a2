// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/civil_day.hpp>

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <initializer_list>
#include <string_view>

namespace {

using tenon::detail::civil_day;

bool is_same(const civil_day& a, const civil_day& b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

}  // namespace

TEST_CASE("all days that can be stored are those of <chrono>") {
    int wrong = 0;
    for (int days = tenon::detail::first_day; days <= tenon::detail::last_day; ++days) {
        const std::chrono::year_month_day expected{std::chrono::sys_days(std::chrono::days(days))};
        const civil_day it = tenon::detail::day_at(days);
        if (it.year != static_cast<int>(expected.year()) ||
            it.month != static_cast<unsigned>(expected.month()) ||
            it.day != static_cast<unsigned>(expected.day()) || !tenon::detail::is_stored_day(it) ||
            tenon::detail::days_to(it) != days)
            ++wrong;
    }
    CHECK(wrong == 0);
    CHECK(is_same(tenon::detail::day_at(tenon::detail::first_day), {0, 1, 1}));
    CHECK(is_same(tenon::detail::day_at(tenon::detail::last_day), {9999, 12, 31}));
}

TEST_CASE("days that no calendar has can't be stored") {
    for (const civil_day& it : {civil_day{2023, 2, 29},
                                {1900, 2, 29},
                                {2024, 4, 31},
                                {2024, 13, 1},
                                {2024, 0, 1},
                                {2024, 1, 0},
                                {-1, 12, 31},
                                {10000, 1, 1}})
        CHECK_FALSE(tenon::detail::is_stored_day(it));
    CHECK(tenon::detail::is_stored_day({2000, 2, 29}));
    CHECK(tenon::detail::is_stored_day({2024, 2, 29}));
}

TEST_CASE("a date is ten characters, written and read") {
    std::string_view rest = "0999-02-03T";
    civil_day it;
    REQUIRE(tenon::detail::take_date(rest, it));
    CHECK(is_same(it, {999, 2, 3}));
    CHECK(rest == "T");
    tenon::short_text text;
    tenon::detail::append_date(text, it);
    CHECK(text.view() == "0999-02-03");
    for (const std::string_view wrong : {"", "2024", "2024-1-01", "2024-02-30", "2024/02/01", "+2024-02-01",
                                         "20240201", "2024-00-01", "2024-02-1x"}) {
        CAPTURE(wrong);
        rest = wrong;
        CHECK_FALSE(tenon::detail::take_date(rest, it));
    }
}
