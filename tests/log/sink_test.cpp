// SPDX-License-Identifier: BSL-1.0
#include <tenon/log/sink.hpp>

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <stdexcept>
#include <type_traits>

namespace {

static_assert(std::is_constructible_v<tenon::event_sink, void (*)(const tenon::statement_event&)>);
static_assert(!std::is_constructible_v<tenon::event_sink, void (*)(int)>);
static_assert(!std::is_constructible_v<tenon::event_sink, int>);

}  // namespace

TEST_CASE("a sink is told what it can be called with") {
    int statements = 0, sessions = 0, both = 0;
    const tenon::event_sink of_statements = [&](const tenon::statement_event&) { ++statements; };
    const tenon::event_sink of_sessions = [&](const tenon::session_event&) { ++sessions; };
    const tenon::event_sink of_both = [&](const auto&) { ++both; };
    for (const tenon::event_sink& sink : {of_statements, of_sessions, of_both}) {
        REQUIRE(sink);
        sink(tenon::statement_event{});
        sink(tenon::session_event{});
    }
    CHECK(statements == 1);
    CHECK(sessions == 1);
    CHECK(both == 2);
}

TEST_CASE("without a sink nobody is told") {
    const tenon::event_sink none;
    CHECK_FALSE(none);
    none(tenon::statement_event{});
}

TEST_CASE("copies of a sink share its callable, which goes with the last of them") {
    const auto counter = std::make_shared<int>(0);
    {
        tenon::event_sink first = [counter](const tenon::session_event&) { ++*counter; };
        tenon::event_sink second = first;
        const tenon::event_sink third = std::move(first);
        second(tenon::session_event{});
        third(tenon::session_event{});
        second = tenon::event_sink{};
        CHECK(*counter == 2);
        CHECK(counter.use_count() == 2);
    }
    CHECK(counter.use_count() == 1);
}

TEST_CASE("what a sink does itself is told to no sink") {
    int told = 0;
    tenon::event_sink again;
    again = [&](const auto& event) {
        ++told;
        again(event);
    };
    again(tenon::statement_event{});
    again(tenon::session_event{});
    CHECK(told == 2);
}

TEST_CASE("what a sink throws is dropped") {
    const tenon::event_sink angry = [](const auto&) { throw std::runtime_error("disk full"); };
    CHECK_NOTHROW(angry(tenon::statement_event{}));
    bool told = false;
    const tenon::event_sink next = [&](const auto&) { told = true; };
    next(tenon::statement_event{});
    CHECK(told);
}
