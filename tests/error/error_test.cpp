// SPDX-License-Identifier: BSL-1.0
#include <tenon/error/error.hpp>

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>
#include <type_traits>

static_assert(std::is_nothrow_copy_constructible_v<tenon::exception>);
static_assert(std::is_nothrow_copy_assignable_v<tenon::exception>);
static_assert(std::is_nothrow_copy_constructible_v<tenon::constraint_error>);
static_assert(std::is_base_of_v<tenon::query_error, tenon::constraint_error>);

namespace {

template <class Exception>
bool raises(tenon::category category) {
    try {
        tenon::raise({.code = "X", .category = category, .message = "no"});
    } catch (const Exception& thrown) {
        return typeid(thrown) == typeid(Exception) && thrown.details().category == category;
    }
}

}  // namespace

TEST_CASE("each category is thrown as its own type") {
    using tenon::category;
    CHECK(raises<tenon::connection_error>(category::connection));
    CHECK(raises<tenon::schema_error>(category::schema));
    CHECK(raises<tenon::query_error>(category::query));
    CHECK(raises<tenon::constraint_error>(category::constraint));
    CHECK(raises<tenon::value_error>(category::value));
    CHECK(raises<tenon::usage_error>(category::usage));
    CHECK(raises<tenon::pool_error>(category::pool));
    CHECK(raises<tenon::configuration_error>(category::configuration));
    CHECK(raises<tenon::cancelled_error>(category::cancelled));
    CHECK(raises<tenon::unknown_outcome_error>(category::unknown_outcome));
    CHECK(raises<tenon::application_error>(category::application));
}

TEST_CASE("what() is one line: the message, then where it happened") {
    const auto line = [](tenon::error what) { return std::string(tenon::exception(std::move(what)).what()); };
    CHECK(line({.code = "BUSY", .message = "database is locked"}) == "database is locked");
    CHECK(line({.code = "BUSY"}) == "BUSY");
    CHECK(line({.code = "BUSY", .message = "locked", .purpose = "place order"}) ==
          "locked [purpose: place order]");
    CHECK(line({.code = "BUSY",
                .message = "locked",
                .purpose = "place order",
                .module_name = "standard.shop",
                .sql = "SELECT 1\n\t  FROM t"}) ==
          "locked [purpose: place order; module: standard.shop; SQL: SELECT 1 FROM t]");
    CHECK(line({.message = std::string("no `a\nb\0c`", 10), .purpose = "red: \x1b[31m"}) ==
          "no `a; b c` [purpose: red: [31m]");
    CHECK(line({.message = "That would do this\nand that\n", .purpose = "start"}) ==
          "That would do this; and that [purpose: start]");
}

TEST_CASE("a copy outlives its original and shares its text") {
    std::optional<tenon::exception> first(std::in_place, tenon::error{.code = "A", .message = "first"});
    const tenon::exception copy = *first;
    CHECK(copy.what() == first->what());
    tenon::exception assigned{tenon::error{.code = "B", .message = "second"}};
    assigned = *first;
    first.reset();
    CHECK(std::string(copy.what()) == "first");
    CHECK(assigned.details().code == "A");
}
