// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/short_list.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using list = tenon::detail::short_list<std::string, 2>;

list numbers(int count) {
    list made;
    for (int i = 0; i < count; ++i)
        made.emplace_back("a text of its own, outside of the string: " + std::to_string(i));
    return made;
}

std::vector<std::string> all(const list& of) { return {of.begin(), of.end()}; }

/// Counts what lives; the third copy is refused.
struct counted {
    static inline int alive = 0;
    static inline int copies = 0;

    counted() { ++alive; }
    counted(const counted&) {
        if (++copies == 3) throw std::runtime_error("refused");
        ++alive;
    }
    counted(counted&&) noexcept { ++alive; }
    counted& operator=(const counted&) = default;
    ~counted() { --alive; }
};

}  // namespace

TEST_CASE("a short list grows, is copied, moved and cut, whether it fits inside or not") {
    for (const int count : {0, 1, 2, 3, 9}) {
        CAPTURE(count);
        list first = numbers(count);
        CHECK(first.size() == static_cast<std::size_t>(count));
        CHECK(first.empty() == (count == 0));
        const list copy = first;
        CHECK(all(copy) == all(first));
        list moved = std::move(first);
        CHECK(all(moved) == all(copy));
        for (const int other : {0, 2, 5}) {
            list assigned = numbers(other);
            assigned = copy;
            CHECK(all(assigned) == all(copy));
            assigned = numbers(other);
            CHECK(all(assigned) == all(numbers(other)));
        }
        moved.append(copy);
        CHECK(moved.size() == 2 * copy.size());
        moved.shrink(1);
        CHECK(moved.size() == (count == 0 ? 0u : 1u));
        moved.clear();
        moved.emplace_back("again");
        CHECK(moved.back() == "again");
    }
}

TEST_CASE("a copy that fails leaves nothing behind") {
    {
        tenon::detail::short_list<counted, 2> from;
        for (int i = 0; i < 5; ++i) from.emplace_back();
        CHECK(counted::alive == 5);
        CHECK_THROWS_AS((tenon::detail::short_list<counted, 2>(from)), std::runtime_error);
        CHECK(counted::alive == 5);
    }
    CHECK(counted::alive == 0);
}
