// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/timestamp.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::sys_time;
using tests::refused;
using moment = tenon::codec<tenon::timestamp>;

namespace {

constexpr tenon::timestamp noon = sys_days(2024y / 2 / 29) + 12h;
constexpr tenon::timestamp first = sys_days(0y / 1 / 1);
constexpr tenon::timestamp last = sys_days(9999y / 12 / 31) + 24h - 1us;

}  // namespace

static_assert(moment::encode(noon).view() == "2024-02-29 12:00:00.000000");
static_assert(moment::encode(tenon::timestamp{}).view() == "1970-01-01 00:00:00.000000");
static_assert(moment::encode(tenon::timestamp{} - 1us).view() == "1969-12-31 23:59:59.999999");
static_assert(moment::encode(first).view() == "0000-01-01 00:00:00.000000");
static_assert(moment::encode(last).view() == "9999-12-31 23:59:59.999999");
static_assert(moment::decode("9999-12-31 23:59:59.999999") == last);
static_assert(moment::decode("0000-01-01") == first);
static_assert(tenon::codec<sys_seconds>::encode(sys_seconds(1s)).view() == "1970-01-01 00:00:01.000000");

static_assert(tenon::type_of<tenon::timestamp> == tenon::type_of<sys_seconds>);
static_assert(tenon::type_of<tenon::timestamp> != tenon::type_of<sys_days>);
static_assert(tenon::type_of<tenon::timestamp>.meaning->name == "timestamp");
static_assert(tenon::column_type<tenon::timestamp> && tenon::bindable<sys_time<std::chrono::milliseconds>>);
static_assert(!tenon::bindable<sys_time<std::chrono::nanoseconds>>);
static_assert(!tenon::bindable<sys_time<std::chrono::duration<double>>>);
static_assert(!tenon::bindable<sys_time<std::chrono::duration<std::int64_t, std::ratio<1, 3>>>>);

TEST_CASE("every form of ISO 8601 that databases write is read") {
    struct form {
        std::string_view text;
        tenon::timestamp meant;
    };
    const tenon::timestamp second = noon + 34min + 56s;
    for (const form& each : {
             form{"2024-02-29", noon - 12h},
             form{"2024-02-29 12:34", noon + 34min},
             form{"2024-02-29T12:34", noon + 34min},
             form{"2024-02-29 12:34:56", second},
             form{"2024-02-29T12:34:56", second},
             form{"2024-02-29 12:34:56.7", second + 700ms},
             form{"2024-02-29 12:34:56.078", second + 78ms},
             form{"2024-02-29 12:34:56.000001", second + 1us},
             form{"2024-02-29 12:34:56.1234560", second + 123456us},
             form{"2024-02-29 12:34:56.123456000", second + 123456us},
             form{"2024-02-29 12:34:56.000000000", second},
             form{"2024-02-29T12:34:56Z", second},
             form{"2024-02-29T12:34Z", noon + 34min},
             form{"2024-02-29T12:34:56.5Z", second + 500ms},
             form{"2024-02-29T12:34:56+00:00", second},
             form{"2024-02-29T12:34:56-00:00", second},
             form{"2024-02-29T12:34:56+01:00", second - 1h},
             form{"2024-02-29 12:34:56+0130", second - 90min},
             form{"2024-02-29 12:34:56.25-08", second + 250ms + 8h},
             form{"2024-02-29T12:34-05:45", noon + 34min + 5h + 45min},
             form{"2024-02-29T12:34+05:45", noon + 34min - 5h - 45min},
             form{"2024-02-29 23:59:59.999999", noon + 12h - 1us},
             form{"2024-03-01 01:00+14:00", noon - 1h},
             form{"2024-02-28 23:00-23:59", noon - 12h - 1h + 23h + 59min},
             form{"0000-01-01 00:00:00-00:01", first + 1min},
             form{"9999-12-31 23:59:59.999999+00:00", last},
         }) {
        INFO(each.text);
        CHECK(moment::decode(each.text) == each.meant);
    }
}

TEST_CASE("any other text is refused and named") {
    CHECK(refused([] { moment::decode("yesterday"); }) ==
          "MALFORMED_TEXT: the text `yesterday` is no moment of the years 0000 to 9999 in ISO 8601, such as "
          "`2024-02-29 23:59:59.123456` or `2024-02-29T23:59Z`");
    for (const std::string_view text : {
             "",
             " ",
             "2024",
             "2024-02",
             "2024-02-29 ",
             "2024-02-29T",
             "2024-02-29 12",
             "2024-02-29 12:",
             "2024-02-29 1:34",
             "2024-02-29 12:3",
             "2024-02-29 12:34:",
             "2024-02-29 12:34:5",
             "2024-02-29 12:34:56.",
             "2024-02-29 12:34:56.Z",
             "2024-02-29 12:34:56,5",
             "2024-02-29 12:34:56.0000000000",
             "2024-02-29 12:34:56.1234567",
             "2024-02-29 12:34:56.123456001",
             "2024-02-29 24:00:00",
             "2024-02-29 12:60:00",
             "2024-02-29 12:34:60",
             "2023-02-29 12:34:56",
             "1900-02-29 00:00",
             "2024-13-01 00:00",
             "2024-02-29 12:34:56 Z",
             "2024-02-29 12:34:56Z ",
             "2024-02-29 12:34:56z",
             "2024-02-29t12:34:56",
             "2024-02-29  12:34:56",
             "2024-02-29 12:34:56+1",
             "2024-02-29 12:34:56+01:",
             "2024-02-29 12:34:56+01:0",
             "2024-02-29 12:34:56+01:00:00",
             "2024-02-29 12:34:56+24:00",
             "2024-02-29 12:34:56+01:60",
             "2024-02-29 12:34:56+-1:00",
             "2024-02-29 12:34:56 +01:00",
             "2024-02-29Z",
             "2024-02-29+01:00",
             "20240229T123456",
             "2024-W09-4",
             "2024-060",
             "-2024-02-29 12:34",
             "10000-01-01",
             "0000-01-01 00:00:00+00:01",
             "9999-12-31 23:59:59-00:01",
             "9999-12-31 23:59:59.9999999",
         }) {
        INFO(text);
        CHECK(refused([&] { moment::decode(text); }).starts_with("MALFORMED_TEXT: "));
    }
    CHECK(refused([] { moment::decode(std::string_view("2024-02-29\0x", 12)); }).find("`2024-02-29?x`") !=
          std::string::npos);
    CHECK(refused([] { moment::decode(std::string(1000, '2')); }).size() < 300);
}

TEST_CASE("a moment outside the years 0000 to 9999 is refused") {
    const std::string sentence =
        "VALUE_OUT_OF_RANGE: a moment outside the years 0000 to 9999 can't be stored";
    CHECK(refused([] { moment::encode(first - 1us); }) == sentence);
    CHECK(refused([] { moment::encode(last + 1us); }) == sentence);
    CHECK(refused([] { moment::encode(tenon::timestamp::max()); }) == sentence);
    CHECK(refused([] { moment::encode(tenon::timestamp::min()); }) == sentence);
    using std::chrono::hours;
    CHECK(refused([] { tenon::codec<sys_time<hours>>::encode(sys_time<hours>::max()); }) == sentence);
    CHECK(refused([] { tenon::codec<sys_time<hours>>::encode(sys_time<hours>::min()); }) == sentence);
    CHECK(tenon::codec<sys_time<hours>>::encode(std::chrono::floor<hours>(last)).view() ==
          "9999-12-31 23:00:00.000000");
    CHECK(refused([] { tenon::codec<sys_seconds>::encode(sys_seconds::max()); }) == sentence);
}

TEST_CASE("coarser units keep what they can express and refuse the rest") {
    using std::chrono::milliseconds;
    using seconds = tenon::codec<sys_seconds>;
    using millis = tenon::codec<sys_time<milliseconds>>;
    CHECK(seconds::decode("1969-12-31 23:59:59") == sys_seconds(-1s));
    CHECK(millis::decode("2024-02-29 12:00:00.125") == noon + 125ms);
    CHECK(refused([] { seconds::decode("2024-02-29 12:00:00.5"); }) ==
          "VALUE_OUT_OF_RANGE: the moment `2024-02-29 12:00:00.5` does not fit the time type exactly");
    CHECK_FALSE(refused([] { millis::decode("1969-12-31 23:59:59.999999"); }).empty());
    using short_seconds = std::chrono::duration<std::int32_t>;
    using narrow = tenon::codec<sys_time<short_seconds>>;
    CHECK(narrow::decode("2038-01-19 03:14:07").time_since_epoch().count() == INT32_MAX);
    CHECK_FALSE(refused([] { narrow::decode("2038-01-19 03:14:08"); }).empty());
}

TEST_CASE("moments keep their value and their order as text") {
    std::mt19937_64 random(20240229);
    std::uniform_int_distribution<std::int64_t> any(first.time_since_epoch().count(),
                                                    last.time_since_epoch().count());
    tenon::timestamp before = first;
    tenon::short_text before_text = moment::encode(first);
    std::size_t wrong = 0;
    for (int i = 0; i < 20'000; ++i) {
        const tenon::timestamp each{microseconds(any(random))};
        const tenon::short_text text = moment::encode(each);
        if (text.view().size() != 26 || moment::decode(text) != each) ++wrong;
        if ((each < before) != (text.view() < before_text.view())) ++wrong;
        before = each;
        before_text = text;
    }
    CHECK(wrong == 0);
}

TEST_CASE("now is a moment that can be stored") {
    const tenon::timestamp present = tenon::now();
    CHECK(moment::decode(moment::encode(present)) == present);
    CHECK(present > sys_days(2020y / 1 / 1));
}
