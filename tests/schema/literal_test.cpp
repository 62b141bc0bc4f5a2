// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/literal.hpp>

#include "../query/real_sqlite.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

using tenon::detail::text_writer;

namespace {

template <class Print>
constexpr std::size_t size_of(Print print) {
    text_writer measure;
    print(measure);
    return measure.size();
}

template <class Print>
std::string written(Print print) {
    std::string text(size_of(print), '?');
    text_writer writer(text.data(), text.size());
    print(writer);
    return text;
}

std::string integer(std::int64_t value) {
    return written([=](text_writer& out) { put_integer(out, value); });
}

std::string real(double value) {
    return written([=](text_writer& out) { put_real(out, value); });
}

std::string text(std::string_view value) {
    return written([=](text_writer& out) { put_text(out, value); });
}

bool exact(double value) { return tenon::detail::exact_decimals(std::abs(value)) >= 0; }

}  // namespace

static_assert(size_of([](text_writer& out) { tenon::detail::put_real(out, -2.5); }) == 4);

TEST_CASE("integers") {
    CHECK(integer(0) == "0");
    CHECK(integer(-7) == "-7");
    CHECK(integer(1000000) == "1000000");
    CHECK(integer(INT64_MAX) == "9223372036854775807");
    CHECK(integer(INT64_MIN) == "-9223372036854775808");
}

TEST_CASE("reals always have a point") {
    CHECK(real(0) == "0.0");
    CHECK(real(1) == "1.0");
    CHECK(real(0.1) == "0.1");
    CHECK(real(-2.5) == "-2.5");
    CHECK(real(1e-5) == "0.00001");
    CHECK(real(1e15) == "1000000000000000.0");
    CHECK(real(3.141592653589793) == "3.141592653589793");
    CHECK(real(-1234.0625) == "-1234.0625");
    CHECK(real(100.01) == "100.01");
}

TEST_CASE("a real that can't be written exactly is known") {
    CHECK(exact(0.1));
    CHECK(exact(0));
    CHECK_FALSE(exact(0.1 + 0.2));
    CHECK_FALSE(exact(1.0 / 3));
    CHECK_FALSE(exact(1e-20));
    CHECK_FALSE(exact(1e300));
    CHECK_FALSE(exact(HUGE_VAL));
}

TEST_CASE("a real written and read is the same number, by C and by SQLite") {
    tests::real_sqlite db;
    std::mt19937_64 random(11);
    int compared = 0;
    for (int round = 0; round < 2000; ++round) {
        const double scale = std::pow(10.0, static_cast<double>(random() % 12));
        const double value = static_cast<double>(random() % 100000000000) / scale;
        if (!exact(value)) continue;
        ++compared;
        const std::string sql = real(value);
        REQUIRE(std::strtod(sql.c_str(), nullptr) == value);
        CAPTURE(sql);
        REQUIRE(std::strtod(db.value("SELECT " + sql).substr(5).c_str(), nullptr) == value);
    }
    CHECK(compared > 1900);
}

TEST_CASE("text keeps its quotes and line ends") {
    CHECK(text("") == "''");
    CHECK(text("plain") == "'plain'");
    CHECK(text("it's") == "'it''s'");
    CHECK(text("''") == "''''''");
    CHECK(text("a\n\"b\"\\") == "'a\n\"b\"\\'");
    tests::real_sqlite db;
    CHECK(db.value("SELECT " + text("it's \"ö\"\n--")) == "text it's \"ö\"\n--");
}
