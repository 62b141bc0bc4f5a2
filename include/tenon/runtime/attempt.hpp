// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/result.hpp>
#include <tenon/log/event.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/registry_core.hpp>
#include <tenon/runtime/session_base.hpp>
#include <tenon/runtime/setting_value.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// How often, and for how long, a transaction is run again that met a database that was busy.
struct retry_policy {
    int attempts = 10;
    /// The wait after the first attempt is up to this long, by chance; each later one up to twice as long as
    /// the one before.
    std::chrono::milliseconds first_wait{10};
    std::chrono::milliseconds longest_wait{1'000};
    /// No attempt begins later than this after the first.
    std::chrono::milliseconds deadline{30'000};
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

/// The waits between the attempts of one transaction.
class retry_schedule {
    using clock = std::chrono::steady_clock;

public:
    explicit retry_schedule(const retry_policy& policy)
        : policy_(policy),
          until_(clock::now() + bounded(policy.deadline)),
          longest_(policy.first_wait),
          chance_(thread_number() ^ static_cast<std::uint64_t>(clock::now().time_since_epoch().count())) {}

    [[nodiscard]] int made() const noexcept { return made_; }

    /// Counts an attempt that failed; the wait before the next one, or a negative one: there is none.
    std::chrono::nanoseconds next() {
        constexpr std::chrono::nanoseconds never{-1};
        if (++made_ >= policy_.attempts) return never;
        const std::chrono::nanoseconds wait = by_chance(std::min(longest_, policy_.longest_wait));
        longest_ = std::min(2 * longest_, policy_.longest_wait);
        return clock::now() + wait > until_ ? never : wait;
    }

private:
    std::chrono::nanoseconds by_chance(std::chrono::nanoseconds longest) noexcept {
        chance_ ^= chance_ << 13;  // Marsaglia's xorshift
        chance_ ^= chance_ >> 7;
        chance_ ^= chance_ << 17;
        const auto range = static_cast<std::uint64_t>(longest.count()) + 1;
        return std::chrono::nanoseconds(static_cast<std::int64_t>(chance_ % range));
    }

    retry_policy policy_;
    clock::time_point until_;
    std::chrono::milliseconds longest_;
    std::uint64_t chance_;
    int made_ = 0;
};

inline void sleep_for(std::chrono::nanoseconds time) {
    timespec left{static_cast<std::time_t>(time.count() / 1'000'000'000),
                  static_cast<long>(time.count() % 1'000'000'000)};
    while (nanosleep(&left, &left) != 0) continue;
}

/// Tells of an attempt that failed, and waits for the next; false: there is none, and the error says so.
[[gnu::cold, gnu::noinline]] inline bool wait_for_attempt(registry_core& core, std::size_t at,
                                                          retry_schedule& schedule, error& what) {
    if (!what.retryable) return false;
    const std::chrono::nanoseconds wait = schedule.next();
    if (wait.count() < 0) {
        what.message +=
            " (tried " + std::to_string(schedule.made()) + (schedule.made() == 1 ? " time)" : " times)");
        return false;
    }
    pool* found = nullptr;
    try {
        found = &core.pool_at(at, what.purpose);
    } catch (const exception&) {  // the registry was stopped: what was wrong before says more
        return false;
    }
    pool& of = *found;
    if (of.how().log.active())
        of.how().log.take(session_event{.action = session_action::retried,
                                        .purpose = what.purpose,
                                        .module_name = what.module_name,
                                        .writes = true,
                                        .failure = &what});
    of.count([](pool_counts& counts) { ++counts.retries; });
    sleep_for(wait);
    return true;
}

/// Notes whether work has ended its session itself: what it has committed must not be done again.
template <class Session>
struct end_watch {
    const Session& session;
    bool& ended;
    ~end_watch() { ended = session_connection::ended(session); }
};

template <class T>
struct result_of_ {
    using type = result<T>;
};
template <class T>
struct result_of_<boost::system::result<T, error>> {
    using type = result<T>;
};

template <class Session, class Work>
auto run_attempts(registry_core& core, std::size_t at, std::string purpose, Work& work,
                  const retry_policy& policy) {
    using returned = std::decay_t<decltype(work(std::declval<Session&>()))>;
    using outcome = typename result_of_<returned>::type;
    retry_schedule schedule(policy);
    bool ended = false;
    const auto watched = [&](Session& session) -> returned {
        const end_watch<Session> watch{session, ended};
        return work(session);
    };
    for (;;) {
        error what;
        try {
            if constexpr (std::is_void_v<returned>) {
                run_and_commit(Session(core, at, purpose), watched);
                return outcome();
            } else {
                outcome done(run_and_commit(Session(core, at, purpose), watched));
                if (!done.has_error()) return done;
                what = done.error();
            }
        } catch (const exception& failed) {
            what = failed.details();
        }
        if (ended || !wait_for_attempt(core, at, schedule, what)) return outcome(std::move(what));
    }
}

}  // namespace tenon::inline v0::detail
