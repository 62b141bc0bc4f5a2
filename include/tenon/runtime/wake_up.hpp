// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>

#include <mutex>

#if defined(__linux__)
#include <pthread.h>
#include <time.h>
#else
#include <condition_variable>
#endif

namespace tenon::inline v0::detail {

/// What std::condition_variable is, without threads, stop tokens and shared pointers, which its header
/// includes and which cost a fifth of all that a program with modules includes.
class wake_up {
public:
    using clock = std::chrono::steady_clock;

#if defined(__linux__)
    wake_up() noexcept {
        pthread_condattr_t monotonic;
        ::pthread_condattr_init(&monotonic);
        ::pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);  // which steady_clock reads
        ::pthread_cond_init(&condition_, &monotonic);
        ::pthread_condattr_destroy(&monotonic);
    }
    wake_up(const wake_up&) = delete;
    wake_up& operator=(const wake_up&) = delete;
    ~wake_up() { ::pthread_cond_destroy(&condition_); }

    /// Waits, without the lock, until it is notified, or for no reason; takes the lock again.
    void wait(std::unique_lock<std::mutex>& lock) noexcept {
        ::pthread_cond_wait(&condition_, lock.mutex()->native_handle());
    }
    /// The same, until the time has come.
    void wait_until(std::unique_lock<std::mutex>& lock, clock::time_point until) noexcept {
        const long long all = std::chrono::nanoseconds(until.time_since_epoch()).count();
        const long long time = all > 0 ? all : 0;
        timespec at{};
        at.tv_sec = static_cast<time_t>(time / 1'000'000'000);
        at.tv_nsec = static_cast<long>(time % 1'000'000'000);
        static_cast<void>(::pthread_cond_timedwait(&condition_, lock.mutex()->native_handle(), &at));
    }
    void notify_one() noexcept { ::pthread_cond_signal(&condition_); }
    void notify_all() noexcept { ::pthread_cond_broadcast(&condition_); }

private:
    pthread_cond_t condition_;
#else
    void wait(std::unique_lock<std::mutex>& lock) { condition_.wait(lock); }
    void wait_until(std::unique_lock<std::mutex>& lock, clock::time_point until) {
        condition_.wait_until(lock, until);
    }
    void notify_one() noexcept { condition_.notify_one(); }
    void notify_all() noexcept { condition_.notify_all(); }

private:
    std::condition_variable condition_;
#endif
};

}  // namespace tenon::inline v0::detail
