// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/calendar.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/types.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string>
#include <vector>

// A user's type: an amount of money, stored as whole cents, which compares only with money.
struct money {
    std::int64_t cents = 0;

    friend constexpr bool operator==(const money&, const money&) = default;
};

template <>
struct tenon::codec<money> {
    static constexpr tenon::kind storage = tenon::kind::integer;
    static constexpr std::string_view name = "money";
    static constexpr tenon::integer_limits limits{0, 1'000'000'000};

    static constexpr std::int64_t encode(const money& value) { return value.cents; }
    static constexpr money decode(std::int64_t stored) {
        if (!limits.contain(stored)) tenon::refuse("VALUE_OUT_OF_RANGE", "money is 0 to 10,000,000.00");
        return {stored};
    }
};

// One that makes its text for the purpose, and one that shares the domain of money.
struct version {
    int major = 0;
    int minor = 0;
};

template <>
struct tenon::codec<version> {
    static constexpr tenon::kind storage = tenon::kind::text;

    static std::string encode(const version& value) {
        return std::to_string(value.major) + '.' + std::to_string(value.minor);
    }
};

struct tip {
    std::int64_t cents = 0;
};

template <>
struct tenon::codec<tip> {
    using domain_type = money;
    static constexpr tenon::kind storage = tenon::kind::integer;

    static constexpr std::int64_t encode(const tip& value) { return value.cents; }
    static constexpr tip decode(std::int64_t stored) { return {stored}; }
};

// Codecs that don't keep their promises are none.
struct narrowing {};
template <>
struct tenon::codec<narrowing> {
    static constexpr tenon::kind storage = tenon::kind::integer;
    static constexpr std::uint64_t encode(const narrowing&) { return 0; }
    static constexpr int decode(std::int64_t) { return 0; }
};

struct nested {
    money inner;
};

using tenon::kind;
using tenon::sql_type;

static_assert(tenon::column_type<money> && tenon::bindable<money>);
static_assert(tenon::column_type<const money&> && tenon::bindable<const money&>);
static_assert(tenon::column_type<std::optional<money>> && tenon::bindable<const std::optional<money>&>);
static_assert(!tenon::column_type<std::optional<std::optional<money>>>);
static_assert(!tenon::bindable<std::optional<std::optional<money>>>);
static_assert(tenon::bindable<version> && !tenon::column_type<version>);
static_assert(!tenon::column_type<narrowing> && !tenon::bindable<narrowing>);
static_assert(!tenon::column_type<nested> && !tenon::bindable<nested>);
static_assert(!tenon::column_type<void> && !tenon::bindable<void*> && !tenon::bindable<int*>);
static_assert(tenon::bindable<std::nullopt_t> && !tenon::column_type<std::nullopt_t>);

static_assert(tenon::is_optional<std::optional<int>> && tenon::is_optional<const std::optional<int>&>);
static_assert(!tenon::is_optional<int> && !tenon::is_optional<std::nullopt_t>);

static_assert(tenon::type_of<money> == sql_type{kind::integer, false, &tenon::domain_of<money>});
static_assert(tenon::type_of<const std::optional<money>&> ==
              sql_type{kind::integer, true, &tenon::domain_of<money>});
static_assert(tenon::type_of<tip> == tenon::type_of<money>);
static_assert(tenon::type_of<std::optional<tip>>.meaning == &tenon::domain_of<std::optional<money>>);
static_assert(tenon::domain_of<money>.name == "money");
static_assert(tenon::type_of<version> == sql_type{kind::text, false, nullptr});
static_assert(tenon::type_of<std::nullopt_t> == sql_type{kind::null, true, nullptr});
static_assert(tenon::type_of<nested> == sql_type{});

static_assert(tenon::limits_of<money> == tenon::integer_limits{0, 1'000'000'000});
static_assert(tenon::limits_of<std::optional<money>> == tenon::limits_of<money>);
static_assert(tenon::limits_of<tip> == tenon::integer_limits{});

static_assert(tenon::type_of<bool>.storage == kind::boolean);
static_assert(tenon::type_of<short>.storage == kind::integer);
static_assert(tenon::type_of<float>.storage == kind::real);
static_assert(tenon::type_of<std::string>.storage == kind::text);
static_assert(tenon::type_of<const char*>.storage == kind::text);
static_assert(tenon::type_of<std::vector<std::byte>>.storage == kind::blob);
static_assert(tenon::type_of<std::int64_t> == tenon::type_of<std::uint8_t>);
static_assert(tenon::type_of<tenon::timestamp> != tenon::type_of<tenon::date>);
static_assert(tenon::type_of<tenon::timestamp> != tenon::type_of<std::string>);

TEST_CASE("a user's type keeps its value and refuses what its codec refuses") {
    CHECK(tenon::codec<money>::decode(tenon::codec<money>::encode(money{1999})) == money{1999});
    CHECK(tests::refused([] { tenon::codec<money>::decode(-1); }) ==
          "VALUE_OUT_OF_RANGE: money is 0 to 10,000,000.00");
}

TEST_CASE("a refusal says nothing of a statement that it does not know") {
    try {
        tenon::codec<money>::decode(-1);
        FAIL("not refused");
    } catch (const tenon::value_error& thrown) {
        CHECK(thrown.details().category == tenon::category::value);
        CHECK(thrown.details().sql.empty());
        CHECK(thrown.details().purpose.empty());
        CHECK(thrown.details().native_code == 0);
        CHECK_FALSE(thrown.details().retryable);
    }
}
