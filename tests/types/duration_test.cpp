// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/types/duration.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace std::chrono_literals;
using namespace tenon::literals;
using std::chrono::duration;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using tests::refused;

namespace {

struct lap {
    std::int64_t id = 0;
    milliseconds time{};
    std::optional<seconds> pause{};
    duration<std::int16_t, std::ratio<60>> planned{};

    static constexpr auto table =
        tenon::table("laps", tenon::primary_key("id"), tenon::default_("time", seconds(90)));
};

template <class Duration>
constexpr std::int64_t stored(Duration value) {
    return tenon::codec<Duration>::encode(value);
}

template <class Duration>
constexpr Duration read(std::int64_t microseconds) {
    return tenon::codec<Duration>::decode(microseconds);
}

}  // namespace

static_assert(stored(1500us) == 1500 && stored(-1ms) == -1000 && stored(2h) == 7'200'000'000);
static_assert(stored(microseconds::min()) == INT64_MIN && stored(microseconds::max()) == INT64_MAX);
static_assert(read<microseconds>(INT64_MIN) == microseconds::min());
static_assert(read<seconds>(-3'000'000) == -3s && read<hours>(0) == 0h);
static_assert(stored(duration<std::uint64_t, std::micro>(7)) == 7);

static_assert(tenon::type_of<seconds> == tenon::type_of<microseconds>);
static_assert(tenon::type_of<duration<std::uint8_t, std::milli>> == tenon::type_of<hours>);
static_assert(tenon::type_of<seconds>.storage == tenon::kind::integer);
static_assert(tenon::domain_of<std::optional<seconds>>.name == "duration");
static_assert(tenon::type_of<seconds> != tenon::type_of<std::int64_t>);
static_assert(tenon::type_of<microseconds> != tenon::type_of<tenon::timestamp>);
static_assert(tenon::column_type<std::chrono::days> && tenon::bindable<std::optional<milliseconds>>);
static_assert(!tenon::bindable<std::chrono::nanoseconds> && !tenon::bindable<duration<double>>);
static_assert(!tenon::bindable<duration<std::int64_t, std::ratio<1, 3>>>);
static_assert(tenon::bindable<duration<std::int64_t, std::ratio<1, 50'000>>>);
static_assert(!tenon::bindable<duration<bool>> && !tenon::bindable<duration<char>>);

TEST_CASE("a duration beyond 64 bits of microseconds is refused") {
    const std::string sentence = "VALUE_OUT_OF_RANGE: a duration beyond 292271 years can't be stored";
    CHECK(refused([] { stored(milliseconds::max()); }) == sentence);
    CHECK(refused([] { stored(milliseconds::min()); }) == sentence);
    CHECK(refused([] { stored(hours::max()); }) == sentence);
    CHECK(refused([] { stored(duration<std::uint64_t, std::micro>(std::uint64_t{1} << 63)); }) == sentence);
    CHECK(stored(seconds(INT64_MAX / 1'000'000)) == INT64_MAX / 1'000'000 * 1'000'000);
    CHECK(refused([] { stored(seconds(INT64_MAX / 1'000'000 + 1)); }) == sentence);
    CHECK(refused([] { stored(seconds(INT64_MIN / 1'000'000 - 1)); }) == sentence);
}

TEST_CASE("a stored duration that the unit can't express is refused") {
    CHECK(refused([] { read<seconds>(1'500'000); }) ==
          "VALUE_OUT_OF_RANGE: the duration of 1500000 µs does not fit the time type exactly");
    CHECK_FALSE(refused([] { read<seconds>(-1); }).empty());
    using byte_seconds = duration<std::uint8_t>;
    CHECK(read<byte_seconds>(255'000'000).count() == 255);
    CHECK_FALSE(refused([] { read<byte_seconds>(256'000'000); }).empty());
    CHECK_FALSE(refused([] { read<byte_seconds>(-1'000'000); }).empty());
}

TEST_CASE("durations of all units are stored and compared as one type") {
    tenon::database db(":memory:");
    db.create<lap>();
    db(tenon::insert<lap>(), std::vector{lap{.time = 61'250ms, .pause = 61s},
                                         lap{.time = 59s, .planned = decltype(lap::planned)(-5)}});
    db(tenon::insert<lap>(), "planned"_p = 2h, "pause"_p = std::nullopt);

    auto all = db(tenon::select<lap>().order_by("id"_c)).all();
    REQUIRE(all.size() == 3);
    CHECK(all[0].time == 61'250ms);
    CHECK(all[0].pause == 61s);
    CHECK_FALSE(all[1].pause.has_value());
    CHECK(all[1].planned == -5min);
    CHECK(all[2].time == 90s);
    CHECK(all[2].planned == 120min);

    const auto longer =
        tenon::select("id"_c).from<lap>().where("time"_c > "pause"_c && "time"_c >= "least"_p);
    CHECK(db(longer, "least"_p = 1min).scalar() == 1);
    CHECK(db(longer, "least"_p = 61'250'001us).all().empty());

    auto sum = db(tenon::select(tenon::sum("time"_c)).from<lap>()).scalar();
    static_assert(std::is_same_v<decltype(sum), std::optional<milliseconds>>);
    CHECK(sum == 210'250ms);

    auto halves = db(tenon::select("time"_c / 2).from<lap>().order_by("id"_c)).all();
    const auto [half] = halves[0];
    CHECK(half == 30'625ms);
}

TEST_CASE("a column in a coarser unit takes what it can't read back") {
    tenon::database db(":memory:");
    db.create<lap>();
    db(tenon::insert<lap>(), lap{.pause = 1s});
    db(tenon::update<lap>().set("pause"_c = "p"_p), "p"_p = 1500ms);
    CHECK(refused([&] { db(tenon::select<lap>()).one(); }).starts_with("VALUE_OUT_OF_RANGE: "));
    CHECK(refused([&] {
              db(tenon::update<lap>().set("time"_c = "p"_p), "p"_p = seconds::max());
          }).starts_with("VALUE_OUT_OF_RANGE: "));
}
