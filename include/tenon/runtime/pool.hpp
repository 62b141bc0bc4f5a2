// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/sqlite/connection.hpp>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// A file that a module reads beside its own.
struct attachment {
    std::string path;
    std::string schema;
};

/// A number for the calling thread that no other thread gets, not even after it has ended.
inline std::uint64_t thread_number() {
    static std::atomic<std::uint64_t> last{0};
    thread_local const std::uint64_t number = ++last;
    return number;
}

/// The connections to one module's file: one that writes, and readers as they are needed. Safe to use from
/// any thread.
class pool : public std::enable_shared_from_this<pool> {
public:
    struct description {
        std::string module_name;
        std::string path;
        std::vector<attachment> attached;
        std::vector<std::string_view> tables;              // verified when the registry started
        void (*functions)(sqlite::connection&) = nullptr;  // adds the module's own, if it has any
    };

    /// A connection on loan; goes back to the pool in the destructor, and keeps the pool alive until then.
    class loan {
    public:
        loan(std::shared_ptr<pool> from, sqlite::connection&& connection, bool writes)
            : from_(std::move(from)), connection_(std::move(connection)), writes_(writes) {}
        loan(loan&& other) noexcept
            : from_(std::move(other.from_)),
              connection_(std::move(other.connection_)),
              writes_(other.writes_) {
            used_by(0);
        }
        loan& operator=(loan&& other) noexcept {
            std::swap(from_, other.from_);
            std::swap(connection_, other.connection_);
            std::swap(writes_, other.writes_);
            used_by(0);
            return *this;
        }
        ~loan() {
            if (from_ != nullptr) from_->take_back(std::move(connection_), writes_);
        }

        sqlite::connection& connection() { return connection_; }

        /// Whether it was moved away.
        bool empty() const noexcept { return from_ == nullptr; }

        /// Notes who writes: a thread that waited for itself would wait for ever. Of a loan that was moved
        /// nobody knows, until it is used again.
        void used_by(std::uint64_t thread) noexcept {
            if (writes_ && from_ != nullptr) from_->writing_thread_.store(thread, std::memory_order_relaxed);
        }

    private:
        std::shared_ptr<pool> from_;
        sqlite::connection connection_;
        bool writes_;
    };

    pool(description what, const settings& how) : what_(std::move(what)), settings_(how) {}

    /// The writing connection. Waits for it; throws POOL_TIMEOUT after the acquire timeout, and SECOND_WRITER
    /// at once when this thread was the last to use it.
    loan writer(std::string purpose) {
        std::unique_lock lock(mutex_);
        if (writing_ && writing_thread_.load(std::memory_order_relaxed) == thread_number())
            refuse(category::usage, "SECOND_WRITER",
                   "this thread has an integrity session on this database already: two would wait for each "
                   "other",
                   std::move(purpose));
        if (!wait(lock, [this] { return !writing_; }))
            refuse(category::pool, "POOL_TIMEOUT", "another integrity session has not ended in time",
                   std::move(purpose));
        writing_ = true;
        writing_thread_.store(thread_number(), std::memory_order_relaxed);
        try {
            return lend(lock, std::exchange(idle_writer_, std::nullopt), true, std::move(purpose));
        } catch (...) {
            if (!lock.owns_lock()) lock.lock();
            writing_ = false;
            returned_.notify_all();
            throw;
        }
    }

    /// A reading connection. Waits for one; throws POOL_TIMEOUT after the acquire timeout.
    loan reader(std::string purpose) {
        std::unique_lock lock(mutex_);
        if (!wait(lock, [this] { return readers_ < settings_.max_readers; }))
            refuse(category::pool, "POOL_TIMEOUT",
                   "all readers are in use: end read sessions sooner, or raise max_readers",
                   std::move(purpose));
        ++readers_;
        std::optional<sqlite::connection> idle;
        if (!idle_readers_.empty()) {
            idle.emplace(std::move(idle_readers_.back()));
            idle_readers_.pop_back();
        }
        try {
            return lend(lock, std::move(idle), false, std::move(purpose));
        } catch (...) {
            if (!lock.owns_lock()) lock.lock();
            --readers_;
            returned_.notify_all();
            throw;
        }
    }

    /// Tables are trusted from now on: they were found to be as described.
    void set_verified() {
        const std::lock_guard lock(mutex_);
        verified_ = true;
        if (idle_writer_) mark_verified(*idle_writer_);
    }

private:
    template <class Ready>
    bool wait(std::unique_lock<std::mutex>& lock, Ready ready) {
        return returned_.wait_for(lock, settings_.acquire_timeout, ready);
    }

    // Opening a file may take long: others must not wait for it.
    loan lend(std::unique_lock<std::mutex>& lock, std::optional<sqlite::connection> idle, bool writes,
              std::string purpose) {
        const bool verified = verified_;
        lock.unlock();
        if (!idle) {
            idle.emplace(open(writes));
            if (verified) mark_verified(*idle);
        }
        idle->set_purpose(std::move(purpose));
        return loan(shared_from_this(), std::move(*idle), writes);
    }

    sqlite::connection open(bool writes) const {
        sqlite::connection_options options = settings_.sqlite;
        options.access = writes ? sqlite::access_mode::create : sqlite::access_mode::read_only;
        sqlite::connection opened(what_.path, options);
        opened.set_module_name(what_.module_name);
        if (settings_.log.active()) opened.log_to(&settings_.log);
        for (const attachment& other : what_.attached) opened.attach_read_only(other.path, other.schema);
        if (what_.functions != nullptr) what_.functions(opened);
        return opened;
    }

    void mark_verified(sqlite::connection& connection) const {
        for (const std::string_view table : what_.tables) connection.mark_verified(table);
    }

    // A connection that a forgotten range of rows still uses is not lent to anybody else.
    void take_back(sqlite::connection&& connection, bool writes) noexcept {
        connection.end_reads();
        const bool reusable = !connection.in_use() && !connection.in_transaction();
        const std::lock_guard lock(mutex_);
        if (writes) {
            writing_ = false;
            if (reusable) idle_writer_.emplace(std::move(connection));
        } else {
            --readers_;
            try {
                if (reusable) idle_readers_.push_back(std::move(connection));
            } catch (...) {  // without memory to keep it, it is closed
            }
        }
        returned_.notify_all();
    }

    [[noreturn]] void refuse(category kind, const char* code, const char* message,
                             std::string purpose) const {
        error what;
        what.category = kind;
        what.code = code;
        what.message = message;
        what.purpose = std::move(purpose);
        what.module_name = what_.module_name;
        raise(std::move(what));
    }

    const description what_;
    const settings settings_;
    std::mutex mutex_;
    std::condition_variable returned_;
    bool verified_ = false;
    bool writing_ = false;  // the writer is on loan
    std::atomic<std::uint64_t> writing_thread_{0};
    int readers_ = 0;  // on loan
    std::optional<sqlite::connection> idle_writer_;
    std::vector<sqlite::connection> idle_readers_;
};

}  // namespace tenon::inline v0::detail
