// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/log/event.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class F, class Event>
concept takes_event = requires(F& call, const Event& event) { call(event); };

struct any_sink {
    any_sink() = default;
    any_sink(const any_sink&) = delete;
    any_sink& operator=(const any_sink&) = delete;
    virtual ~any_sink() = default;
    virtual void take(const statement_event& event) = 0;
    virtual void take(const session_event& event) = 0;

    unsigned owners = 1;  // changed by atomic operations only; <atomic> would cost more than all else here
};

template <class F>
struct callable_sink final : any_sink {
    explicit callable_sink(F&& given) : call(std::move(given)) {}
    void take(const statement_event& event) override { call_with(event); }
    void take(const session_event& event) override { call_with(event); }

    template <class Event>
    void call_with(const Event& event) {
        if constexpr (takes_event<F, Event>) call(event);
    }

    F call;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A callable of the program that is told of statements, sessions or both: whatever it can be called with.
/// Copies share it. It is called by whichever thread uses a session, by several at once if they do: it must
/// be safe for that. What it throws is dropped, and what it does with databases itself is told to no sink.
class event_sink {
public:
    event_sink() = default;
    template <class F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, event_sink> &&
                 (detail::takes_event<std::remove_cvref_t<F>, statement_event> ||
                  detail::takes_event<std::remove_cvref_t<F>, session_event>))
    event_sink(F&& call)
        : sink_(new detail::callable_sink<std::remove_cvref_t<F>>(
              std::remove_cvref_t<F>(std::forward<F>(call)))) {}
    event_sink(const event_sink& other) noexcept : sink_(other.sink_) {
        if (sink_ != nullptr) __atomic_fetch_add(&sink_->owners, 1, __ATOMIC_RELAXED);
    }
    event_sink(event_sink&& other) noexcept : sink_(std::exchange(other.sink_, nullptr)) {}
    event_sink& operator=(event_sink other) noexcept {
        std::swap(sink_, other.sink_);
        return *this;
    }
    ~event_sink() {
        if (sink_ != nullptr && __atomic_fetch_sub(&sink_->owners, 1, __ATOMIC_ACQ_REL) == 1) delete sink_;
    }

    /// Whether there is one.
    explicit operator bool() const noexcept { return sink_ != nullptr; }

    /// Tells it of an event.
    template <class Event>
    void operator()(const Event& event) const noexcept {
        if (sink_ == nullptr || telling()) return;
        telling() = true;
        try {
            sink_->take(event);
        } catch (...) {  // work does not fail because nobody could be told of it
        }
        telling() = false;
    }

private:
    /// Whether this thread is in a sink: one that used a session would be told of that, and so on without
    /// end.
    static bool& telling() noexcept {
        thread_local bool now = false;
        return now;
    }

    detail::any_sink* sink_ = nullptr;
};

}  // namespace tenon::inline v0
