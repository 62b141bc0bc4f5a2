// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/file_description.hpp>
#include <tenon/runtime/file_writer.hpp>
#include <tenon/runtime/open_file.hpp>
#include <tenon/runtime/owning.hpp>
#include <tenon/runtime/pool_counts.hpp>
#include <tenon/runtime/pool_lane.hpp>
#include <tenon/runtime/pooled_connection.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/wake_up.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// The connections of a pool: how they are opened, looked at, counted and closed.
template <class>
class pool_connections : public counted {
public:
    pool_connections(file_description what, const settings& how)
        : what_(std::move(what)), settings_(how), writers_(1), readers_(settings_.max_readers) {
        look_again(coarse_now());
    }

    /// Tables of the file, or of those attached, are trusted from now on: they are as described.
    void trust(const std::vector<std::string_view>& tables) {
        const std::lock_guard lock(mutex_);
        verified_.insert(verified_.end(), tables.begin(), tables.end());
        know(replaced());
    }

    [[nodiscard]] pool_counts counts() const {
        const std::lock_guard lock(mutex_);
        pool_counts result = counts_;
        for (const pooled_connection* it = all_; it != nullptr; it = it->next)
            result.sessions += __atomic_load_n(&it->sessions, __ATOMIC_RELAXED);
        result.readers_idle = readers_.idle.size();
        result.readers_in_use = readers_.in_use();
        result.writer_in_use = writers_.in_use() > 0;
        result.waiting = writers_.line.waiting() + readers_.line.waiting();
        return result;
    }

    /// Changes what is counted.
    template <class Change>
    void count(const Change& change) {
        const std::lock_guard lock(mutex_);
        change(counts_);
    }

    [[nodiscard]] bool is_open() const { return std::lock_guard(mutex_), !closed_; }

    [[nodiscard]] const file_description& what() const noexcept { return what_; }
    [[nodiscard]] const settings& how() const noexcept { return settings_; }

protected:
    using time_point = pooled_connection::time_point;

    ~pool_connections() = default;

    pool_lane& lane_of(const pooled_connection& it) noexcept { return it.writes ? writers_ : readers_; }

    // Where there is a place.
    pooled_connection* open(pool_lane& in) {
        try {
            return make(in);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            in.line.leave();
            if (closed_) returned_.notify_all();
            throw;
        }
    }

    // Opens readers where there are fewer than there are to be always: whoever has given one back does, so
    // that nobody has to wait for it.
    [[gnu::cold]] void top_up(std::unique_lock<std::mutex>& lock, pool* home) noexcept {
        const int least = what_.in_memory ? 0 : std::min(settings_.min_readers, settings_.max_readers);
        while (!closed_ && readers_.line.taken() < least) {
            readers_.line.take();
            lock.unlock();
            pooled_connection* fresh = nullptr;
            try {
                fresh = make(readers_);
            } catch (...) {  // whoever wants one next is told why
            }
            lock.lock();
            if (fresh == nullptr) return readers_.line.leave();
            fresh->home = home;
            if (closed_) {
                pooled_connection* late = nullptr;
                add(late, fresh);
                return close_some(lock, late);
            }
            if (!readers_.line.hand(fresh)) readers_.put_back(fresh);
            readers_.open_slots();
        }
    }

    // Replaces a connection whose file is gone; with another file in its place nothing is known of the
    // tables.
    [[gnu::cold, gnu::noinline]] void check(pooled_connection& it) {
        it.connection.set_purpose("health check");
        const bool healthy = it.healthy();
        std::unique_lock lock(mutex_);
        ++counts_.checks;
        it.last_checked = coarse_now();
        const bool outdated = it.known >> 32 != replaced();
        if (healthy && !outdated) return;
        it.broken = true;
        if (!outdated) forget_file();
        pooled_connection* others = nullptr;
        for (; pooled_connection* const other = readers_.idle.take(0); ++counts_.broken) add(others, other);
        ++counts_.broken;
        // Who gives it back opens as many as there are to be.
        __atomic_store_n(&look_at_, 0, __ATOMIC_RELAXED);
        close_some(lock, others);
        lock.unlock();
        it.connection = connect(it.writes, it.known);
        it.attached = 0;
        it.file = nullptr;
        begin_life(it);
        it.broken = false;
        count([](pool_counts& counts) { ++counts.closed; });
    }

    // False: another file has taken the place of the connection's since.
    [[gnu::cold, gnu::noinline]] bool mark_verified(pooled_connection& to) {
        const std::lock_guard lock(mutex_);
        if (to.known >> 32 != replaced()) return false;
        for (std::size_t i = to.known & 0xffff'ffff; i < verified_.size(); ++i)
            to.connection.mark_verified(verified_[i]);
        to.known = known_;
        return true;
    }

    // Readers that nobody has needed for long, but for the least number.
    void take_unneeded(pooled_connection*& to, time_point now) noexcept {
        look_again(now);
        if (!readers_.line.nobody()) return;  // nor is one idle
        pooled_connection* idle = nullptr;
        int count = 0;
        for (; pooled_connection* const it = readers_.idle.take(0); ++count) add(idle, it);
        while (idle != nullptr) {
            pooled_connection* const it = std::exchange(idle, idle->next_of_some);
            const bool unneeded =
                settings_.idle_timeout.count() > 0 && now - it->last_used > settings_.idle_timeout;
            if (count > std::max(settings_.min_readers, 1) && unneeded) {
                --count;
                ++counts_.expired;
                add(to, it);
            } else {
                readers_.put_back(it);
            }
        }
    }

    static void add(pooled_connection*& to, pooled_connection* it) noexcept {
        it->next_of_some = std::exchange(to, it);
    }

    // Closes connections without the lock, which it takes again; their places are free afterwards.
    void close_some(std::unique_lock<std::mutex>& lock, pooled_connection* some) noexcept {
        if (some == nullptr) return;
        for (const pooled_connection* it = some; it != nullptr; it = it->next_of_some) {
            pooled_connection** at = &all_;
            while (*at != it) at = &(*at)->next;
            *at = it->next;
            ++counts_.closed;
            counts_.sessions += it->sessions;
        }
        lock.unlock();
        int left_by_writers = 0, left_by_readers = 0;
        while (some != nullptr) {
            pooled_connection* const it = std::exchange(some, some->next_of_some);
            ++(it->writes ? left_by_writers : left_by_readers);
            delete it;
        }
        lock.lock();
        for (; left_by_writers > 0; --left_by_writers) writers_.line.leave();
        for (; left_by_readers > 0; --left_by_readers) readers_.line.leave();
    }

    [[nodiscard]] bool empty() const noexcept {
        return writers_.line.taken() == 0 && readers_.line.taken() == 0;
    }

    const file_description what_;
    const settings settings_;
    mutable std::mutex mutex_;
    pool_lane writers_;
    pool_lane readers_;
    file_writer writer_;
    wake_up returned_;
    bool closed_ = false;
    pool_counts counts_;
    // How often the file was replaced, and below that how many of its tables are verified. Read and written
    // atomically, as is the next.
    std::uint64_t known_ = 0;
    std::int64_t look_at_ = 0;  // when readers that nobody needs are to be looked for

private:
    [[nodiscard]] std::uint64_t replaced() const noexcept {
        return __atomic_load_n(&known_, __ATOMIC_RELAXED) >> 32;
    }

    // With the lock.
    void know(std::uint64_t replaced) noexcept {
        __atomic_store_n(&known_, replaced << 32 | verified_.size(), __ATOMIC_RELAXED);
    }

    // With the lock: nothing is known of the tables of the file that has taken the place.
    void forget_file() noexcept {
        verified_.clear();
        know(replaced() + 1);
    }

    pooled_connection* make(pool_lane& in) {
        std::uint64_t known = 0;
        auto* const fresh =
            new pooled_connection{connect(&in == &writers_, known), nullptr, 0, &in == &writers_};
        fresh->known = known;
        begin_life(*fresh);
        const std::lock_guard lock(mutex_);
        fresh->next = std::exchange(all_, fresh);
        return fresh;
    }

    // Notes which file was opened; whether it is another than the one before.
    [[nodiscard]] bool note_file() {
        struct ::stat found{};
        if (what_.in_memory || ::stat(what_.path.c_str(), &found) != 0) return false;
        const bool another = file_ != 0 && (found.st_dev != device_ || found.st_ino != file_);
        device_ = found.st_dev;
        file_ = found.st_ino;
        return another;
    }

    [[gnu::cold, gnu::noinline]] sqlite::connection connect(bool writes, std::uint64_t& known) {
        const sqlite::access_mode access = !writes ? sqlite::access_mode::read_only
                                           : __atomic_load_n(&opened_before_, __ATOMIC_RELAXED)
                                               ? sqlite::access_mode::read_write
                                               : sqlite::access_mode::create;
        sqlite::connection opened = open_file(what_, settings_, access);
        __atomic_store_n(&opened_before_, true, __ATOMIC_RELAXED);  // one that is deleted is not made anew
        const std::lock_guard lock(mutex_);
        if (note_file()) forget_file();
        if (writes && !what_.in_memory) {
            writer_.opened(opened.handle(), device_, file_);
            opened.give_up_where(&file_writer::waits_for_itself, &writer_);
        }
        known = replaced() << 32;
        return opened;
    }

    void begin_life(pooled_connection& it) {
        const std::lock_guard lock(mutex_);
        it.last_used = coarse_now();
        it.last_checked = what_.in_memory ? time_point::max() : it.last_used;
        const auto age = with_jitter(settings_.life_time, ++counts_.opened);
        const bool ages = settings_.life_time.count() > 0 && !what_.in_memory;
        it.dies = ages ? it.last_used + age : time_point::max();
    }

    void look_again(time_point now) noexcept {
        const std::int64_t after = std::chrono::nanoseconds(settings_.idle_timeout).count();
        const std::int64_t at =
            after > 0 ? now.time_since_epoch().count() + after : std::numeric_limits<std::int64_t>::max();
        __atomic_store_n(&look_at_, at, __ATOMIC_RELAXED);
    }

    std::vector<std::string_view> verified_;
    pooled_connection* all_ = nullptr;  // that are open
    bool opened_before_ = false;        // read and written atomically
    dev_t device_{};
    ino_t file_{};  // 0: none was opened
};

}  // namespace tenon::inline v0::detail
