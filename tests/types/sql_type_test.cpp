// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/sql_type.hpp>

#include <catch2/catch_test_macros.hpp>

using tenon::kind;

static_assert(tenon::storage_name(kind::boolean) == "BOOLEAN");
static_assert(tenon::storage_name(kind::unknown) == "UNKNOWN");
static_assert(tenon::storage_name(kind::null) == "NULL");
static_assert(tenon::storage_name(kind::any) == "ANY");

static_assert(tenon::column_type_name(kind::boolean) == "INTEGER");
static_assert(tenon::column_type_name(kind::integer) == "INTEGER");
static_assert(tenon::column_type_name(kind::real) == "REAL");
static_assert(tenon::column_type_name(kind::text) == "TEXT");
static_assert(tenon::column_type_name(kind::blob) == "BLOB");
static_assert(tenon::column_type_name(kind::null).empty());
static_assert(tenon::column_type_name(kind::unknown).empty());
static_assert(tenon::column_type_name(kind::any).empty());

static_assert(tenon::integer_limits{0, 255}.contain(255));
static_assert(!tenon::integer_limits{0, 255}.contain(256));
static_assert(!tenon::integer_limits{0, 255}.contain(-1));
static_assert(tenon::integer_limits{}.contain(INT64_MIN) && tenon::integer_limits{}.contain(INT64_MAX));

inline constexpr tenon::domain metres{"length", "metric::length"};
inline constexpr tenon::domain feet{"length", "imperial::length"};

static_assert(tenon::sql_type{kind::real, false, &metres} == tenon::sql_type{kind::real, false, &metres});
static_assert(tenon::sql_type{kind::real, false, &metres} != tenon::sql_type{kind::real, false, &feet});
static_assert(tenon::sql_type{kind::real, false, &metres} != tenon::sql_type{kind::real});
static_assert(tenon::sql_type{kind::real} != tenon::sql_type{kind::real, true});
static_assert(tenon::sql_type{}.meaning == nullptr && !tenon::sql_type{}.meaning);
static_assert(tenon::domain_pointer(&metres) != nullptr && tenon::domain_pointer(&metres)->name == "length");

TEST_CASE("two domains of one name are two domains") {
    const tenon::sql_type a{kind::real, false, &metres};
    const tenon::sql_type b{kind::real, false, &feet};
    CHECK(a.meaning->name == b.meaning->name);
    CHECK_FALSE(a.meaning == b.meaning);
}
