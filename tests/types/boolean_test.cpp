// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/boolean.hpp>

#include <catch2/catch_test_macros.hpp>

static_assert(tenon::type_of<bool> == tenon::sql_type{tenon::kind::boolean});
static_assert(tenon::limits_of<bool> == tenon::integer_limits{0, 1});
static_assert(tenon::column_type<bool> && tenon::bindable<bool>);

TEST_CASE("a bool keeps its value") {
    CHECK(tenon::codec<bool>::decode(tenon::codec<bool>::encode(true)));
    CHECK_FALSE(tenon::codec<bool>::decode(tenon::codec<bool>::encode(false)));
}
