// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/result.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/group_line.hpp>
#include <tenon/runtime/group_request.hpp>
#include <tenon/runtime/group_session.hpp>
#include <tenon/runtime/registry_core.hpp>
#include <tenon/sqlite/savepoint.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// Waits for a leader to do it, or to become one. Throws POOL_TIMEOUT where neither comes in time.
inline void wait_for_leader(pool& of, group_request& own, std::unique_lock<std::mutex>& lock) {
    using clock = std::chrono::steady_clock;
    const clock::time_point began = clock::now();
    const clock::time_point until = began + of.how().acquire_timeout;
    while (!own.done && !own.leads) {
        if (!own.waiting) {  // a leader has taken it, and will say what came of it
            own.wake.wait(lock);
            continue;
        }
        own.wake.wait_until(lock, until);
        if (own.waiting && clock::now() >= until) {
            group_request** at = &of.groups.first;
            while (*at != &own) at = &(*at)->next;
            *at = own.next;
            lock.unlock();
            of.count([](pool_counts& counts) { ++counts.timeouts; });
            refuse_session(
                category::pool, "POOL_TIMEOUT",
                "another integrity session has not ended within acquire_timeout: end sessions sooner",
                own.use, own.purpose);
        }
    }
    const std::chrono::nanoseconds waited = clock::now() - began;
    if (own.leads) return;  // and will wait once more, in the pool
    lock.unlock();
    of.count([&](pool_counts& counts) {
        ++counts.sessions;
        ++counts.waits;
        counts.waited += waited;
        counts.longest_wait = std::max(counts.longest_wait, waited);
    });
}

/// One who commits for others.
class group_leader {
    using clock = std::chrono::steady_clock;

public:
    group_leader(pool& of, group_request& own) : pool_(of), own_(own) {}

    /// Does its own work, and that of those who wait; afterwards another one leads, or nobody.
    void lead() noexcept {
        todo_.add(own_);
        try {
            loan writer = pool_.writer(own_.use, own_.purpose);
            while (!todo_.empty()) run_group(writer);
        } catch (...) {
            for (request_list* const list : {&todo_, &ran_})
                while (!list->empty()) {
                    list->first->failed = std::current_exception();
                    over_.add(list->take());
                }
        }
        finish();
    }

private:
    static constexpr int most = 128;                         // of one commit
    static constexpr std::chrono::milliseconds longest{20};  // that work is taken into one commit

    // All of `todo_`, and whoever comes in time: what is committed, or has failed, is over. What the database
    // itself took back with somebody's failure is to be done once more.
    void run_group(loan& writer) {
        sqlite::transaction transaction(writer.connection());
        const clock::time_point until = clock::now() + longest;
        int count = 0;
        while (group_request* const next = take_next(writer, count, until)) {
            ++count;
            if (run_one(*next, writer, transaction))
                ran_.add(*next);
            else
                over_.add(*next);
            if (transaction.active()) continue;
            std::swap(ran_, todo_);  // none is left in `todo_`, or they come behind
            while (!ran_.empty()) todo_.add(ran_.take());
            return;
        }
        if (ran_.empty()) return transaction.rollback();
        commit(writer, transaction, count);
    }

    group_request* take_next(loan& writer, int count, clock::time_point until) {
        if (!todo_.empty()) return &todo_.take();
        if (count >= most || clock::now() > until) return nullptr;
        const std::lock_guard lock(pool_.groups.mutex);
        group_request* const next = pool_.groups.first;
        if (next == nullptr || !writer.has_attached(next->use.attached)) return nullptr;
        pool_.groups.first = next->next;
        next->waiting = false;
        return next;
    }

    static bool run_one(group_request& it, loan& writer, sqlite::transaction& transaction) noexcept {
        try {
            writer.connection().set_purpose(it.purpose);
            writer.connection().set_module_name(it.use.module_name);
            sqlite::savepoint part(writer.connection());
            if (!it.run(writer, transaction)) {
                part.rollback();
                return false;
            }
            part.check_deferred();
            part.release();
            return true;
        } catch (...) {
            it.failed = std::current_exception();
            return false;
        }
    }

    void commit(loan& writer, sqlite::transaction& transaction, int count) {
        try {
            writer.connection().set_purpose(ran_.first->purpose);
            writer.connection().set_module_name(ran_.first->use.module_name);
            transaction.commit();
        } catch (const exception& refused) {
            while (!ran_.empty()) {
                group_request& it = ran_.take();
                it.failed = described_for(it, refused.details());
                over_.add(it);
            }
            return;
        }
        pool_.count([&](pool_counts& counts) {
            ++counts.group_commits;
            counts.grouped += static_cast<std::uint64_t>(count);
        });
        while (!ran_.empty()) over_.add(ran_.take());
    }

    static std::exception_ptr described_for(const group_request& it, error what) {
        what.purpose = it.purpose;
        what.module_name = it.use.module_name;
        try {
            raise(std::move(what));
        } catch (...) {
            return std::current_exception();
        }
    }

    // The next leader first: it has work to do. Nobody who is woken may be looked at afterwards.
    void finish() noexcept {
        const std::lock_guard lock(pool_.groups.mutex);
        if (group_request* const next = pool_.groups.first; next != nullptr) {
            pool_.groups.first = next->next;
            next->next = nullptr;
            next->waiting = false;
            next->leads = true;
            next->wake.notify_one();
        } else {
            pool_.groups.led = false;
        }
        while (!over_.empty()) {
            group_request& it = over_.take();
            it.done = true;
            it.wake.notify_one();
        }
    }

    pool& pool_;
    group_request& own_;
    request_list todo_;  // taken out of the line
    request_list ran_;   // to be committed
    request_list over_;  // to be told
};

inline void run_in_group(pool& of, group_request& own) {
    of.check_second_writer(own.use, own.purpose);
    {
        std::unique_lock lock(of.groups.mutex);
        if (of.groups.led) {
            request_list line{of.groups.first};
            line.add(own);
            of.groups.first = line.first;
            own.waiting = true;
            wait_for_leader(of, own, lock);
        } else {
            of.groups.led = own.leads = true;
        }
    }
    if (own.leads) group_leader(of, own).lead();
    if (own.failed != nullptr) std::rethrow_exception(own.failed);
}

/// A caller's work on a module's tables.
template <class Module, class Work>
class group_work final : public group_request {
public:
    using returned = std::decay_t<decltype(std::declval<Work&>()(std::declval<group_session<Module>&>()))>;
    static constexpr bool yields = !std::is_void_v<returned>;
    static_assert(!yields || std::is_move_constructible_v<returned>,
                  "rows end with the session: return what is read from them, by all() or one()");

    group_work(const file_use& wants, std::string why, Work& work)
        : group_request(wants, std::move(why)), work_(work) {}

    bool run(loan& writer, sqlite::transaction& transaction) override {
        group_session<Module> session(std::move(writer), std::move(transaction));
        const lender back{session, writer, transaction};
        result_.reset();
        if constexpr (yields) {
            result_.emplace(work_(session));
            session_connection::complete(session, *result_);
            return !says_failed(*result_);
        } else {
            work_(session);
            return true;
        }
    }

    returned take() {
        if constexpr (yields) return std::move(*result_);
    }

private:
    struct lender {
        group_session<Module>& session;
        loan& writer;
        sqlite::transaction& transaction;
        ~lender() { session.give_back(writer, transaction); }
    };

    Work& work_;
    std::optional<std::conditional_t<yields, returned, bool>> result_;
};

template <class Module, class Work>
auto run_group(registry_core& core, std::size_t at, std::string purpose, Work& work) {
    const owning<pool> kept(&core.pool_at(at, purpose));
    group_work<Module, Work> own(core.modules[at].use, std::move(purpose), work);
    run_in_group(*kept, own);
    return own.take();
}

}  // namespace tenon::inline v0::detail
