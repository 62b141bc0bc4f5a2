// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/file_description.hpp>
#include <tenon/runtime/group_line.hpp>
#include <tenon/runtime/loan.hpp>
#include <tenon/runtime/pool_connections.hpp>
#include <tenon/runtime/pooled_connection.hpp>
#include <tenon/runtime/waiting_line.hpp>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <string_view>

namespace tenon::inline v0::detail {

/// The connections to one file: one that writes, and readers as they are needed; a database in memory has one
/// for both. Safe to use from any thread. A connection is lent and comes back without a lock, unless somebody
/// waits, or it is to be opened or closed.
template <class T>
class basic_pool : public pool_connections<T> {
    using base = pool_connections<T>;
    using clock = std::chrono::steady_clock;
    using typename base::time_point;
    static constexpr std::chrono::seconds check_after{1};  // a connection was checked last
    using base::add;
    using base::check;
    using base::close_some;
    using base::closed_;
    using base::counts_;
    using base::empty;
    using base::known_;
    using base::lane_of;
    using base::look_at_;
    using base::mark_verified;
    using base::mutex_;
    using base::open;
    using base::readers_;
    using base::returned_;
    using base::settings_;
    using base::take_unneeded;
    using base::top_up;
    using base::what_;
    using base::writer_;
    using base::writers_;

public:
    using base::base;

    /// The writing connection. Waits for it; throws POOL_TIMEOUT after the acquire timeout, and SECOND_WRITER
    /// at once when this thread was the last to use it.
    loan writer(const file_use& use, std::string_view purpose) {
        pooled_connection* found = writers_.idle.take(0);
        if (found != nullptr) [[likely]]
            found->count_session();
        else
            found = find(writers_, use, purpose);
        pooled_connection* const lent = lend(found, use, purpose);
        written_by(thread_number());  // behind what a loan that is moved forgets
        return loan(lent);
    }

    /// Throws SECOND_WRITER where this thread was the last to use the writing connection, which is on loan.
    void check_second_writer(const file_use& use, std::string_view purpose) const {
        if (writer_.is_own() && !what_.in_memory) [[unlikely]]
            refuse_session(
                category::usage, "SECOND_WRITER",
                "this thread has an integrity session on this database already, and two would wait for each "
                "other: end the scope of the first one, or use its savepoint()",
                use, purpose);
    }

    /// A reading connection. Waits for one; throws POOL_TIMEOUT after the acquire timeout.
    loan reader(const file_use& use, std::string_view purpose) {
        if (what_.in_memory) [[unlikely]]
            return writer(use, purpose);
        pooled_connection* found = readers_.idle.take(readers_.idle.slot_of(thread_number()));
        if (found != nullptr) [[likely]]
            found->count_session();
        else
            found = find(readers_, use, purpose);
        return loan(lend(found, use, purpose));
    }

    /// Calls a function with a reading connection, and makes nobody wait, neither the caller: where none is
    /// idle one is opened for it. False: a database in memory is in use.
    template <class Look>
    bool look(const file_use& use, std::string_view purpose, const Look& at) {
        pool_lane& in = what_.in_memory ? writers_ : readers_;
        if (pooled_connection* const idle = in.idle.take(0)) {
            idle->count_session();
            loan lent(lend(idle, use, purpose));
            at(lent.connection());
            return true;
        }
        if (what_.in_memory) return false;
        try {
            sqlite::connection own = open_file(what_, settings_, sqlite::access_mode::read_only);
            own.set_purpose(purpose);
            own.set_module_name(use.module_name);
            at(own);
        } catch (const exception& refused) {
            refuse_session(refused.details(), use, purpose);
        }
        return true;
    }

    /// Lends nothing any more, sends away who waits, and closes what is not on loan: the writer last, which
    /// alone can put the log into the file.
    void close() noexcept {
        std::unique_lock lock(mutex_);
        closed_ = true;
        pooled_connection* idle = nullptr;
        for (pool_lane* const each : {&writers_, &readers_}) {
            each->line.close();
            while (pooled_connection* const it = each->idle.take_or_guard()) add(idle, it);
        }
        close_some(lock, idle);
    }

    /// Nobody owns it any more: it goes, with the last of its connections.
    void drop() noexcept {
        close();
        std::unique_lock lock(mutex_);
        dropped_ = true;
        go_if_last(lock);
    }

    /// Waits until everything has come back to a pool that was closed; whether it has.
    bool wait_for_loans(clock::time_point until) {
        std::unique_lock lock(mutex_);
        while (!empty() && clock::now() < until) returned_.wait_until(lock, until);
        return empty();
    }

    group_line groups{};

private:
    template <class>
    friend class basic_loan;

    void written_by(std::uint64_t thread) noexcept { writer_.used_by(thread); }

    // Finds a connection where none was idle a moment ago, opens one, or waits.
    [[gnu::cold, gnu::noinline]] pooled_connection* find(pool_lane& in, const file_use& use,
                                                         std::string_view purpose) {
        std::unique_lock lock(mutex_);
        if (&in == &writers_) check_second_writer(use, purpose);
        ++counts_.sessions;
        if (in.line.nobody() && !closed_) {
            if (pooled_connection* const idle = in.idle.take(0)) return idle;
            if (!in.line.open()) {
                if (what_.in_memory)
                    refuse_session(
                        category::usage, "IN_MEMORY",
                        "a database in memory has one session at a time: end the other one first, or use a "
                        "file, as tenon::test_database does",
                        use, purpose);
                if (pooled_connection* const idle = in.idle.take_or_guard()) {
                    in.open_slots();
                    return idle;
                }
            }
        }
        if (in.line.open())
            in.line.take();
        else if (pooled_connection* const handed = wait(lock, in, use, purpose))
            return handed;
        lock.unlock();
        try {
            pooled_connection* const opened = open(in);  // which may take long: others must not wait for it
            opened->home = this;
            opened->slot = in.idle.slot_of(thread_number());
            return opened;
        } catch (const exception& refused) {
            refuse_session(refused.details(), use, purpose);
        }
    }

    // Null: there is a place for another connection.
    pooled_connection* wait(std::unique_lock<std::mutex>& lock, pool_lane& in, const file_use& use,
                            std::string_view purpose) {
        void* handed = nullptr;
        const clock::time_point began = clock::now();
        const waiting_line::outcome result = in.line.enter(lock, began + settings_.acquire_timeout, &handed);
        if (!closed_) in.open_slots();
        const std::chrono::nanoseconds waited = clock::now() - began;
        ++counts_.waits;
        counts_.waited += waited;
        counts_.longest_wait = std::max(counts_.longest_wait, waited);
        if (result == waiting_line::outcome::entered) return static_cast<pooled_connection*>(handed);
        if (result == waiting_line::outcome::closed)
            refuse_session(category::usage, "NOT_STARTED", "the registry was stopped: start it again", use,
                           purpose);
        ++counts_.timeouts;
        refuse_session(
            category::pool, "POOL_TIMEOUT",
            &in == &writers_
                ? "another integrity session has not ended within acquire_timeout: end sessions sooner"
                : "all readers are in use, and none came back within acquire_timeout: end read sessions "
                  "sooner, or raise max_readers",
            use, purpose);
    }

    // What fails gives the connection back.
    pooled_connection* lend(pooled_connection* it, const file_use& use, std::string_view purpose) {
        loan lent(it);
        // What is written to a file that is gone is lost.
        bool suspect = coarse_now() - it->last_checked > check_after || (it->writes && it->main_moved());
        if (it->known != __atomic_load_n(&known_, __ATOMIC_RELAXED)) [[unlikely]]
            suspect = !mark_verified(*it) || suspect;
        if (suspect || (use.attached & ~it->attached) != 0) [[unlikely]]
            make_ready(*it, suspect, use, purpose);
        it->connection.set_purpose(purpose);
        it->connection.set_module_name(use.module_name);
        return lent.release();
    }

    [[gnu::cold, gnu::noinline]] void make_ready(pooled_connection& it, bool suspect, const file_use& use,
                                                 std::string_view purpose) {
        try {
            if (suspect) check(it);
            if (const std::uint64_t missing = use.attached & ~it.attached; missing != 0)
                attach_files(it, what_, missing);
        } catch (const exception& refused) {
            refuse_session(refused.details(), use, purpose);
        }
    }

    // A connection that a forgotten range of rows still uses is not lent to anybody else, unless it is all
    // that there is of a database in memory.
    void take_back(pooled_connection* it) noexcept {
        it->connection.end_reads();
        if (it->writes) written_by(0);
        const bool reusable =
            what_.in_memory || (!it->broken && !it->connection.in_use() && !it->connection.in_transaction());
        const time_point now = it->last_used = coarse_now();
        const bool due = now.time_since_epoch().count() >= __atomic_load_n(&look_at_, __ATOMIC_RELAXED);
        if (reusable && now <= it->dies && !due && lane_of(*it).idle.put(it, it->slot)) [[likely]]
            return;  // somebody may have it now, or may have closed it, and the pool be gone
        settle(it, reusable, now);
    }

    // Gives a connection to the one who has waited longest, or closes it.
    [[gnu::cold, gnu::noinline]] void settle(pooled_connection* it, bool reusable, time_point now) noexcept {
        std::unique_lock lock(mutex_);
        pool_lane& in = lane_of(*it);
        pooled_connection* old = nullptr;
        if (!reusable || now > it->dies || closed_) {
            counts_.broken += reusable || it->broken ? 0 : 1;
            counts_.expired += reusable && now > it->dies ? 1 : 0;
            add(old, it);
        } else {
            const bool handed = in.line.hand(it);
            in.open_slots();
            if (!handed) in.put_back(it);
        }
        if (now.time_since_epoch().count() >= look_at_ && !closed_) take_unneeded(old, now);
        close_some(lock, old);
        top_up(lock, this);
        if (closed_) returned_.notify_all();
        go_if_last(lock);
    }

    void go_if_last(std::unique_lock<std::mutex>& lock) noexcept {
        const bool last = dropped_ && empty();
        lock.unlock();
        if (last) delete this;
    }

    bool dropped_ = false;
};

}  // namespace tenon::inline v0::detail
