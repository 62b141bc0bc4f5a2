// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/calendar.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using std::chrono::sys_days;
using tests::refused;
using day = tenon::codec<tenon::date>;

static_assert(day::encode(2024y / 2 / 29).view() == "2024-02-29");
static_assert(day::encode(0y / 1 / 1).view() == "0000-01-01");
static_assert(day::encode(9999y / 12 / 31).view() == "9999-12-31");
static_assert(day::decode("2000-02-29") == 2000y / 2 / 29);
static_assert(tenon::codec<sys_days>::encode(sys_days{}).view() == "1970-01-01");
static_assert(tenon::codec<sys_days>::decode("1970-01-02") == sys_days{} + std::chrono::days(1));
static_assert(tenon::type_of<tenon::date> == tenon::type_of<sys_days>);
static_assert(tenon::type_of<tenon::date>.meaning->name == "date");
static_assert(tenon::column_type<tenon::date> && tenon::bindable<sys_days>);

TEST_CASE("every day of ten thousand years keeps its value, and text order is its order") {
    std::string before;
    std::size_t wrong = 0;
    for (sys_days each = 0y / 1 / 1; each <= sys_days(9999y / 12 / 31); each += std::chrono::days(1)) {
        const tenon::short_text text = tenon::codec<sys_days>::encode(each);
        if (tenon::codec<sys_days>::decode(text) != each || text.view() <= before || text.view().size() != 10)
            ++wrong;
        before = text.view();
    }
    CHECK(wrong == 0);
}

TEST_CASE("a date that does not exist or lies outside four digits is refused") {
    CHECK(refused([] { day::encode(2023y / 2 / 29); }) ==
          "VALUE_OUT_OF_RANGE: year 2023, month 2, day 29 is no date of the years 0000 to 9999");
    CHECK_FALSE(refused([] { day::encode(1900y / 2 / 29); }).empty());
    CHECK_FALSE(refused([] { day::encode(2024y / 13 / 1); }).empty());
    CHECK_FALSE(refused([] { day::encode(2024y / 1 / 0); }).empty());
    CHECK_FALSE(refused([] { day::encode(std::chrono::year(-1) / 12 / 31); }).empty());
    CHECK_FALSE(refused([] { day::encode(10000y / 1 / 1); }).empty());
    CHECK_FALSE(refused([] { tenon::codec<sys_days>::encode(sys_days::max()); }).empty());
    CHECK_FALSE(refused([] { tenon::codec<sys_days>::encode(sys_days::min()); }).empty());
    CHECK(refused([] { tenon::codec<sys_days>::encode(sys_days(10000y / 1 / 1)); }) ==
          "VALUE_OUT_OF_RANGE: the day 2932897 days from 1970-01-01 is outside the years 0000 to 9999");
}

TEST_CASE("a text that is no date is refused and named") {
    CHECK(refused([] { day::decode("2023-02-29"); }) ==
          "MALFORMED_TEXT: the text `2023-02-29` is no date `YYYY-MM-DD`");
    for (const std::string_view text :
         {"", "2024", "2024-02", "2024-2-29", "2024-02-1", "2024-02-29 ", " 2024-02-29", "2024-02-29 00:00",
          "20240229", "2024/02/29", "2024-00-01", "2024-01-00", "2024-01-32", "2024-04-31", "-024-01-01",
          "+2024-01-01", "12024-01-01", "2024-01-0a", "2024-02-29Z"}) {
        INFO(text);
        CHECK(refused([&] { day::decode(text); }).starts_with("MALFORMED_TEXT: "));
        CHECK_FALSE(refused([&] { tenon::codec<sys_days>::decode(text); }).empty());
    }
    CHECK_FALSE(refused([] { day::decode(std::string_view("2024-02-29\0", 11)); }).empty());
}

TEST_CASE("days are counted as the calendar of the standard library counts them") {
    int wrong = 0;
    for (int days = tenon::detail::first_day; days <= tenon::detail::last_day; ++days) {
        const tenon::date expected{sys_days(std::chrono::days(days))};
        const tenon::detail::civil_day found = tenon::detail::day_at(days);
        if (found.year != static_cast<int>(expected.year()) ||
            found.month != static_cast<unsigned>(expected.month()) ||
            found.day != static_cast<unsigned>(expected.day()) || tenon::detail::days_to(found) != days ||
            !tenon::detail::is_stored_day(found))
            ++wrong;
    }
    CHECK(wrong == 0);
}
