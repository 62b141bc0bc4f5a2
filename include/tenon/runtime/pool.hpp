// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/file_description.hpp>
#include <tenon/runtime/group_line.hpp>
#include <tenon/runtime/loan.hpp>
#include <tenon/runtime/open_file.hpp>
#include <tenon/runtime/owning.hpp>
#include <tenon/runtime/pool_counts.hpp>
#include <tenon/runtime/pooled_connection.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/waiting_line.hpp>
#include <tenon/runtime/wake_up.hpp>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// The connections to one file: one that writes, and readers as they are needed; a database in memory has one
/// for both. Safe to use from any thread.
template <class>
class basic_pool : public counted {
    using clock = std::chrono::steady_clock;
    using time_point = pooled_connection::time_point;
    static constexpr std::chrono::seconds check_after{1};  // a connection was checked last

public:
    basic_pool(file_description what, const settings& how)
        : what_(std::move(what)), settings_(how), writer_line_(1), reader_line_(settings_.max_readers) {}

    /// The writing connection. Waits for it; throws POOL_TIMEOUT after the acquire timeout, and SECOND_WRITER
    /// at once when this thread was the last to use it.
    loan writer(const file_use& use, std::string&& purpose) {
        std::unique_lock lock(mutex_);
        check_thread(use, purpose);
        enter(lock, writer_line_, use, purpose);
        counts_.writer_in_use = true;
        __atomic_store_n(&writing_thread_, thread_number(), __ATOMIC_RELAXED);
        try {
            return lend(lock, std::exchange(idle_writer_, std::nullopt), true, use, std::move(purpose));
        } catch (...) {
            if (!lock.owns_lock()) lock.lock();
            leave(true);
            throw;
        }
    }

    /// Throws SECOND_WRITER where this thread was the last to use the writing connection, which is on loan.
    void check_second_writer(const file_use& use, const std::string& purpose) const {
        const std::lock_guard lock(mutex_);
        check_thread(use, purpose);
    }

    /// A reading connection. Waits for one; throws POOL_TIMEOUT after the acquire timeout.
    loan reader(const file_use& use, std::string&& purpose) {
        if (what_.in_memory) return writer(use, std::move(purpose));
        std::unique_lock lock(mutex_);
        enter(lock, reader_line_, use, purpose);
        ++counts_.readers_in_use;
        std::optional<pooled_connection> idle;
        if (!idle_readers_.empty()) {
            idle.emplace(std::move(idle_readers_.back()));
            idle_readers_.pop_back();
        }
        try {
            return lend(lock, std::move(idle), false, use, std::move(purpose));
        } catch (...) {
            if (!lock.owns_lock()) lock.lock();
            leave(false);
            throw;
        }
    }

    /// Tables of the file, or of those attached, are trusted from now on: they are as described.
    void trust(const std::vector<std::string_view>& tables) {
        const std::lock_guard lock(mutex_);
        verified_.insert(verified_.end(), tables.begin(), tables.end());
    }

    /// Lends nothing any more, sends away who waits, and closes what is not on loan.
    void close() {
        std::vector<pooled_connection> idle;
        std::optional<pooled_connection> writer;
        const std::lock_guard lock(mutex_);
        closed_ = true;
        writer_line_.close();
        reader_line_.close();
        idle.swap(idle_readers_);
        writer.swap(idle_writer_);
        counts_.closed += idle.size() + (writer ? 1 : 0);
    }

    [[nodiscard]] bool is_open() const { return std::lock_guard(mutex_), !closed_; }

    /// Waits until everything has come back; whether it has.
    bool wait_for_loans(clock::time_point until) {
        std::unique_lock lock(mutex_);
        const auto all = [this] { return !counts_.writer_in_use && counts_.readers_in_use == 0; };
        while (!all() && clock::now() < until) returned_.wait_until(lock, until);
        return all();
    }

    [[nodiscard]] pool_counts counts() const {
        const std::lock_guard lock(mutex_);
        pool_counts result = counts_;
        result.readers_idle = static_cast<int>(idle_readers_.size());
        result.waiting = writer_line_.waiting() + reader_line_.waiting();
        return result;
    }

    /// Changes what is counted.
    template <class Change>
    void count(const Change& change) {
        const std::lock_guard lock(mutex_);
        change(counts_);
    }

    [[nodiscard]] const file_description& what() const noexcept { return what_; }
    [[nodiscard]] const settings& how() const noexcept { return settings_; }
    group_line groups{};

private:
    template <class>
    friend class basic_loan;

    void check_thread(const file_use& use, const std::string& purpose) const {
        const bool own = __atomic_load_n(&writing_thread_, __ATOMIC_RELAXED) == thread_number();
        if (own && counts_.writer_in_use && !what_.in_memory) [[unlikely]]
            refuse_session(
                category::usage, "SECOND_WRITER",
                "this thread has an integrity session on this database already, and two would wait for each "
                "other: end the scope of the first one, or use its savepoint()",
                use, purpose);
    }

    void enter(std::unique_lock<std::mutex>& lock, waiting_line& line, const file_use& use,
               std::string& purpose) {
        ++counts_.sessions;
        if (line.open()) return line.take();
        if (what_.in_memory && !closed_)
            refuse_session(
                category::usage, "IN_MEMORY",
                "a database in memory has one session at a time: end the other one first, or use a file, as "
                "tenon::test_database does",
                use, std::move(purpose));
        const clock::time_point began = clock::now();
        const waiting_line::outcome result = line.enter(lock, began + settings_.acquire_timeout);
        const std::chrono::nanoseconds waited = clock::now() - began;
        ++counts_.waits;
        counts_.waited += waited;
        counts_.longest_wait = std::max(counts_.longest_wait, waited);
        if (result == waiting_line::outcome::entered) return;
        if (result == waiting_line::outcome::closed)
            refuse_session(category::usage, "NOT_STARTED", "the registry was stopped: start it again", use,
                           std::move(purpose));
        ++counts_.timeouts;
        refuse_session(
            category::pool, "POOL_TIMEOUT",
            &line == &writer_line_
                ? "another integrity session has not ended within acquire_timeout: end sessions sooner"
                : "all readers are in use, and none came back within acquire_timeout: end read sessions "
                  "sooner, or raise max_readers",
            use, std::move(purpose));
    }

    // Opening a file may take long: others must not wait for it.
    loan lend(std::unique_lock<std::mutex>& lock, std::optional<pooled_connection> idle, bool writes,
              const file_use& use, std::string&& purpose) {
        const std::size_t trusted = verified_.size();
        if (idle && idle->trusted != trusted) mark_verified(*idle);
        lock.unlock();
        if (idle && !what_.in_memory)  // what is written to a file that is gone is lost
            if (clock::now() - idle->last_checked > check_after || (writes && idle->moved())) check(idle);
        try {
            if (!idle) {
                pooled_connection fresh = open(writes);
                lock.lock();
                mark_verified(fresh);
                lock.unlock();
                idle.emplace(std::move(fresh));
            }
            if (const std::uint64_t missing = use.attached & ~idle->attached; missing != 0)
                attach_files(*idle, what_, missing);
        } catch (const exception& refused) {
            refuse_session(refused.details(), use, std::move(purpose));
        }
        idle->connection.set_purpose(std::move(purpose));
        idle->connection.set_module_name(use.module_name);
        return loan(owning<basic_pool>(this), std::move(*idle), writes);
    }

    // Drops a connection whose file is gone; with another file in its place nothing is known of the tables.
    [[gnu::cold, gnu::noinline]] void check(std::optional<pooled_connection>& idle) {
        const bool healthy = idle->healthy();
        std::vector<pooled_connection> others;
        const std::lock_guard lock(mutex_);
        ++counts_.checks;
        idle->last_checked = clock::now();
        if (healthy) return;
        idle.reset();
        verified_.clear();
        others.swap(idle_readers_);
        counts_.broken += 1 + others.size();
        counts_.closed += 1 + others.size();
    }

    [[gnu::cold, gnu::noinline]] pooled_connection open(bool writes) {
        const sqlite::access_mode access = !writes ? sqlite::access_mode::read_only
                                           : __atomic_load_n(&opened_before_, __ATOMIC_RELAXED)
                                               ? sqlite::access_mode::read_write
                                               : sqlite::access_mode::create;
        sqlite::connection opened = open_file(what_, settings_, access);
        __atomic_store_n(&opened_before_, true, __ATOMIC_RELAXED);  // one that is deleted is not made anew
        const std::lock_guard lock(mutex_);
        const time_point now = clock::now();
        const bool ages = settings_.life_time.count() > 0;
        const auto age = with_jitter(settings_.life_time, ++counts_.opened);
        const time_point dies = ages ? now + age : time_point::max();
        return {std::move(opened), 0, 0, dies, now, now};
    }

    void mark_verified(pooled_connection& to) const {
        for (; to.trusted < verified_.size(); ++to.trusted)
            to.connection.mark_verified(verified_[to.trusted]);
    }

    // A connection that a forgotten range of rows still uses is not lent to anybody else, unless it is all
    // that there is of a database in memory.
    void take_back(pooled_connection&& back, bool writes) noexcept {
        back.connection.end_reads();
        const bool reusable =
            what_.in_memory || (!back.connection.in_use() && !back.connection.in_transaction());
        pooled_connection returned = std::move(back);
        std::optional<pooled_connection> idled;
        const time_point now = returned.last_used = clock::now();
        const std::lock_guard lock(mutex_);
        const bool expired = now > returned.dies && !what_.in_memory;
        const bool keep = reusable && !expired && !closed_;
        if (!keep) {
            ++counts_.closed;
            counts_.broken += reusable ? 0 : 1;
            counts_.expired += reusable && expired ? 1 : 0;
        } else if (writes) {
            idle_writer_.emplace(std::move(returned));
        } else {
            if (settings_.idle_timeout.count() > 0 &&
                static_cast<int>(idle_readers_.size()) >= std::max(settings_.min_readers, 1) &&
                now - idle_readers_.front().last_used > settings_.idle_timeout) {
                idled.emplace(std::move(idle_readers_.front()));
                idle_readers_.erase(idle_readers_.begin());
                ++counts_.closed;
                ++counts_.expired;
            }
            try {
                idle_readers_.push_back(std::move(returned));
            } catch (...) {  // without memory to keep it, it is closed
                ++counts_.closed;
            }
        }
        leave(writes);
    }

    void leave(bool writes) noexcept {
        if (writes) {
            counts_.writer_in_use = false;
            writer_line_.leave();
        } else {
            --counts_.readers_in_use;
            reader_line_.leave();
        }
        if (closed_) returned_.notify_all();
    }

    const file_description what_;
    const settings settings_;
    mutable std::mutex mutex_;
    waiting_line writer_line_;
    waiting_line reader_line_;
    wake_up returned_;
    bool opened_before_ = false;  // read and written atomically, as is the next
    std::uint64_t writing_thread_ = 0;
    bool closed_ = false;
    pool_counts counts_;
    std::vector<std::string_view> verified_;
    std::optional<pooled_connection> idle_writer_;
    std::vector<pooled_connection> idle_readers_;
};

}  // namespace tenon::inline v0::detail
