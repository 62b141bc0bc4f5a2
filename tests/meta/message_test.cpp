// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/message.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using tenon::detail::message;

static_assert(message().empty());
static_assert((message() << "column " << std::uint64_t{17} << ": ").view() == "column 17: ");
static_assert((message() << std::uint64_t{0} << " " << UINT64_MAX).view() == "0 18446744073709551615");
static_assert([] {
    message words;
    words.name("total") << " is missing";
    return words.view() == "`total` is missing";
}());

TEST_CASE("a sentence that is too long ends early") {
    message words;
    const std::string part(300, 'x');
    words << part << part << part << part;
    CHECK(words.view().size() >= 600);
    CHECK(words.view().find_first_not_of('x') == std::string_view::npos);
}
