// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/integer.hpp>

#include "refused.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

using tests::refused;

static_assert(tenon::limits_of<std::int8_t> == tenon::integer_limits{-128, 127});
static_assert(tenon::limits_of<std::uint8_t> == tenon::integer_limits{0, 255});
static_assert(tenon::limits_of<std::int16_t> == tenon::integer_limits{-32768, 32767});
static_assert(tenon::limits_of<std::uint16_t> == tenon::integer_limits{0, 65535});
static_assert(tenon::limits_of<std::int32_t> == tenon::integer_limits{INT32_MIN, INT32_MAX});
static_assert(tenon::limits_of<std::uint32_t> == tenon::integer_limits{0, UINT32_MAX});
static_assert(tenon::limits_of<std::int64_t> == tenon::integer_limits{INT64_MIN, INT64_MAX});
static_assert(tenon::limits_of<std::uint64_t> == tenon::integer_limits{0, INT64_MAX});
static_assert(tenon::limits_of<long long> == tenon::limits_of<long>);

static_assert(tenon::column_type<unsigned char> && tenon::column_type<signed char>);
static_assert(!tenon::column_type<char> && !tenon::column_type<wchar_t>);
static_assert(!tenon::column_type<char8_t> && !tenon::column_type<char16_t> && !tenon::column_type<char32_t>);

static_assert(tenon::codec<std::uint16_t>::decode(tenon::codec<std::uint16_t>::encode(65535)) == 65535);

TEMPLATE_TEST_CASE("an integer keeps its bounds and refuses the next value", "", std::int8_t, std::uint8_t,
                   std::int16_t, std::uint16_t, std::int32_t, std::uint32_t) {
    using codec = tenon::codec<TestType>;
    constexpr TestType least = std::numeric_limits<TestType>::min();
    constexpr TestType most = std::numeric_limits<TestType>::max();
    CHECK(codec::decode(codec::encode(least)) == least);
    CHECK(codec::decode(codec::encode(most)) == most);
    CHECK(codec::decode(codec::encode(TestType{0})) == 0);
    CHECK(refused([] { codec::decode(std::int64_t{least} - 1); }).starts_with("VALUE_OUT_OF_RANGE: "));
    CHECK(refused([] { codec::decode(std::int64_t{most} + 1); }).starts_with("VALUE_OUT_OF_RANGE: "));
    CHECK_FALSE(refused([] { codec::decode(INT64_MIN); }).empty());
    CHECK_FALSE(refused([] { codec::decode(INT64_MAX); }).empty());
}

TEST_CASE("64 bits keep every value that a database can hold") {
    CHECK(tenon::codec<std::int64_t>::decode(tenon::codec<std::int64_t>::encode(INT64_MIN)) == INT64_MIN);
    CHECK(tenon::codec<std::int64_t>::decode(tenon::codec<std::int64_t>::encode(INT64_MAX)) == INT64_MAX);
    constexpr std::uint64_t most = INT64_MAX;
    CHECK(tenon::codec<std::uint64_t>::decode(tenon::codec<std::uint64_t>::encode(most)) == most);
    CHECK(refused([] { tenon::codec<std::uint64_t>::encode(most + 1); }) ==
          "VALUE_OUT_OF_RANGE: the integer 9223372036854775808 is above 9223372036854775807, the greatest "
          "that a "
          "database holds");
    CHECK_FALSE(refused([] { tenon::codec<unsigned long long>::encode(UINT64_MAX); }).empty());
    CHECK_FALSE(refused([] { tenon::codec<std::uint64_t>::decode(-1); }).empty());
}

TEST_CASE("the refusal names the value and what fits") {
    CHECK(refused([] { tenon::codec<std::int8_t>::decode(128); }) ==
          "VALUE_OUT_OF_RANGE: the integer 128 is outside -128 to 127");
}
