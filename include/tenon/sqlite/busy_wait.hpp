// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/meta/clocks.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <ctime>

namespace tenon::inline v0::sqlite::detail {

/// How one connection waits for another's lock. SQLite's own handler asks ever more rarely, up to every tenth
/// of a second: among processes that write one after the other it finds the lock free by luck only, and may
/// be too late each time. This one goes on asking every few milliseconds, never in step with others.
struct busy_wait {
    std::int64_t longest = 0;  ///< nanoseconds that one statement may wait
    std::int64_t began = 0;
    std::uint64_t chance = 0;
    bool (*in_vain)(const void*) = nullptr;  ///< whether the lock can't come free while this thread waits
    const void* asked = nullptr;             ///< what is asked
    bool gave_up = false;                    ///< for that

    void set(sqlite3* database, std::chrono::milliseconds time) noexcept {
        constexpr std::chrono::milliseconds most = std::chrono::hours(100'000);  // fits into nanoseconds
        longest = std::chrono::nanoseconds(time < most ? time : most).count();
        chance = static_cast<std::uint64_t>(now()) ^ reinterpret_cast<std::uintptr_t>(this);
        sqlite3_busy_handler(database, longest > 0 ? &wait : nullptr, this);
    }

    static std::int64_t now() noexcept { return std::chrono::steady_clock::now().time_since_epoch().count(); }

    /// A busy handler for SQLite: whether to try again.
    static int wait(void* self, int tried) noexcept {
        constexpr std::int64_t shortest = 250'000, usual = 4'000'000, late = 10'000'000;
        auto& it = *static_cast<busy_wait*>(self);
        const std::int64_t time = now();
        if (tried == 0) {
            it.began = time;
            it.gave_up = it.in_vain != nullptr && it.in_vain(it.asked);
        }
        if (it.gave_up) return 0;
        const std::int64_t waited = time - it.began;
        if (waited >= it.longest) return 0;
        it.chance = it.chance * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX generator
        std::int64_t pause = tried < 4 ? shortest << tried : waited < 1'000'000'000 ? usual : late;
        pause -= pause / 2 * static_cast<std::int64_t>(it.chance >> 54) / 1024;
        if (pause > it.longest - waited) pause = it.longest - waited;
        timespec left{0, static_cast<long>(pause)};
        nanosleep(&left, nullptr);
        return 1;
    }
};

}  // namespace tenon::inline v0::sqlite::detail
