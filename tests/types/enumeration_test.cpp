// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/enumeration.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

namespace shop {

enum class state : std::uint8_t { open, paid = 10, sent };
enum class level : int { low = -1, high = 300 };
enum flags : std::uint64_t { none, top = UINT64_MAX };
enum class switched : bool { off, on };
enum class size : int { small, medium = 5, large };
enum class code : int { fine = 200, missing = 404 };

}  // namespace shop

template <>
inline constexpr bool tenon::stored_by_name<shop::size> = true;
template <>
inline constexpr bool tenon::stored_by_name<shop::code> = true;
template <>
inline constexpr tenon::integer_limits tenon::enum_range<shop::code>{200, 599};

using tests::refused;
using state = tenon::codec<shop::state>;
using size = tenon::codec<shop::size>;

static_assert(tenon::type_of<shop::state> ==
              tenon::sql_type{tenon::kind::integer, false, &tenon::domain_of<shop::state>});
static_assert(tenon::type_of<shop::size> ==
              tenon::sql_type{tenon::kind::text, false, &tenon::domain_of<shop::size>});
static_assert(tenon::type_of<shop::state> != tenon::type_of<shop::level>);
static_assert(tenon::domain_of<shop::state>.name == "state" && tenon::domain_of<shop::size>.name == "size");
static_assert(tenon::limits_of<shop::state> == tenon::integer_limits{0, 255});
static_assert(tenon::limits_of<shop::flags> == tenon::integer_limits{0, INT64_MAX});
static_assert(tenon::enum_range<shop::size> == tenon::integer_limits{-16, 127});
static_assert(tenon::enum_range<shop::state> == tenon::integer_limits{0, 127});
static_assert(tenon::enum_range<shop::switched> == tenon::integer_limits{0, 1});
static_assert(tenon::column_type<shop::state> && tenon::bindable<std::optional<shop::size>>);

static_assert(state::encode(shop::state::sent) == 11);
static_assert(state::decode(11) == shop::state::sent);
static_assert(size::encode(shop::size::large) == "large");
static_assert(size::decode("medium") == shop::size::medium);
static_assert(tenon::codec<shop::code>::encode(shop::code::missing) == "missing");
static_assert(tenon::codec<shop::code>::decode("fine") == shop::code::fine);

TEST_CASE("an enum stored as an integer takes what its underlying type takes") {
    CHECK(state::decode(255) == static_cast<shop::state>(255));
    CHECK(refused([] { state::decode(256); }) == "VALUE_OUT_OF_RANGE: the integer 256 is outside 0 to 255");
    CHECK_FALSE(refused([] { state::decode(-1); }).empty());
    using level = tenon::codec<shop::level>;
    CHECK(level::decode(level::encode(shop::level::low)) == shop::level::low);
    CHECK(level::decode(level::encode(shop::level::high)) == shop::level::high);
    CHECK_FALSE(refused([] { level::decode(INT64_C(1) << 31); }).empty());
    CHECK_FALSE(refused([] { tenon::codec<shop::flags>::encode(shop::top); }).empty());
    CHECK(tenon::codec<shop::switched>::decode(1) == shop::switched::on);
    CHECK_FALSE(refused([] { tenon::codec<shop::switched>::decode(2); }).empty());
}

TEST_CASE("an enum stored by name refuses names and values that it does not have") {
    for (const auto value : {shop::size::small, shop::size::medium, shop::size::large})
        CHECK(size::decode(size::encode(value)) == value);
    CHECK(refused([] { size::decode("huge"); }) == "UNKNOWN_ENUMERATOR: `size` has no enumerator `huge`");
    CHECK(refused([] { size::decode("Small"); }) == "UNKNOWN_ENUMERATOR: `size` has no enumerator `Small`");
    CHECK_FALSE(refused([] { size::decode(std::string_view("small\0", 6)); }).empty());
    CHECK_FALSE(refused([] { size::decode(""); }).empty());
    CHECK(refused([] { size::encode(static_cast<shop::size>(3)); }) ==
          "UNKNOWN_ENUMERATOR: the value 3 of `size` has no name");
    CHECK_FALSE(refused([] { size::encode(static_cast<shop::size>(128)); }).empty());
}
