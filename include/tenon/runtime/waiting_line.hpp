// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/wake_up.hpp>

#include <cstdint>
#include <mutex>

namespace tenon::inline v0::detail {

/// Places for a limited number of users, given to those who wait in the order in which they came, some with
/// what a user of such a place left. All members want the lock held that `enter` is given.
class waiting_line {
public:
    using clock = std::chrono::steady_clock;
    enum class outcome : std::uint8_t { entered, timed_out, closed };

    explicit waiting_line(int places) : places_(places), free_(places) {}

    /// Whether a place is free; `take` takes it.
    [[nodiscard]] bool open() const noexcept { return free_ > 0 && !closed_; }
    void take() noexcept { --free_; }

    /// So many places are taken.
    [[nodiscard]] int taken() const noexcept { return places_ - free_; }

    /// Waits for a place where none is free; `given` is what was handed over with it, or null.
    outcome enter(std::unique_lock<std::mutex>& lock, clock::time_point until, void** given = nullptr) {
        if (closed_) return outcome::closed;
        waiter self;
        append(self);
        while (self.waiting) {
            self.wake.wait_until(lock, until);
            if (self.waiting && clock::now() >= until) {
                remove(self);
                return outcome::timed_out;
            }
        }
        if (given != nullptr) *given = self.given;
        return self.result;
    }

    /// Gives a place back: to the one who has waited longest.
    void leave() {
        if (first_ == nullptr)
            ++free_;
        else
            dismiss(outcome::entered);
    }

    /// Hands a place over, with what is there, to the one who has waited longest; false: nobody waits.
    bool hand(void* what) {
        if (first_ == nullptr) return false;
        first_->given = what;
        dismiss(outcome::entered);
        return true;
    }

    /// Sends everybody away who waits, and who comes from now on.
    void close() {
        closed_ = true;
        while (first_ != nullptr) dismiss(outcome::closed);
    }

    [[nodiscard]] bool nobody() const noexcept { return first_ == nullptr; }
    [[nodiscard]] int waiting() const noexcept {
        int count = 0;
        for (const waiter* it = first_; it != nullptr; it = it->next) ++count;
        return count;
    }

private:
    struct waiter {
        wake_up wake;
        waiter* next = nullptr;
        void* given = nullptr;
        bool waiting = true;
        outcome result = outcome::entered;
    };

    void append(waiter& last) {
        waiter** end = &first_;
        while (*end != nullptr) end = &(*end)->next;
        *end = &last;
    }

    void remove(waiter& gone) {
        waiter** at = &first_;
        while (*at != &gone) at = &(*at)->next;
        *at = gone.next;
    }

    void dismiss(outcome result) {
        waiter& next = *first_;
        first_ = next.next;
        next.waiting = false;
        next.result = result;
        next.wake.notify_one();
    }

    int places_;
    int free_;
    bool closed_ = false;
    waiter* first_ = nullptr;
};

}  // namespace tenon::inline v0::detail
