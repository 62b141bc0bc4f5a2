// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/uri.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

namespace detail = tenon::sqlite::detail;

TEST_CASE("a path becomes a URI that means the same file") {
    CHECK(detail::uri_of("data/a.db") == "file:data/a.db");
    CHECK(detail::uri_of("/tmp/a.db", "?mode=ro") == "file:///tmp/a.db?mode=ro");
    CHECK(detail::uri_of("//tmp/a.db") == "file:////tmp/a.db");
    CHECK(detail::uri_of("a%b?c#d e") == "file:a%25b%3fc%23d e");
    CHECK(detail::is_transient(":memory:"));
    CHECK(detail::is_transient(""));
    CHECK_FALSE(detail::is_transient("memory"));
}
