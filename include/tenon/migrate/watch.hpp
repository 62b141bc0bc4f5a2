// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/migrate/options.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/error.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <exception>
#include <utility>

namespace tenon::inline v0::schema::detail {

/// Lets the program watch and stop what SQLite does; statements may take as long as they need.
template <class = void>
class basic_watch {
public:
    basic_watch(sqlite::connection& on, const migrate_options& options)
        : on_(on), options_(options), longest_(on.statement_timeout()) {
        on.set_statement_timeout({});
        if (options.observer != nullptr || options.cancel != nullptr)
            sqlite3_progress_handler(on.handle(), 1'000'000, &basic_watch::tick, this);
    }
    basic_watch(const basic_watch&) = delete;
    basic_watch& operator=(const basic_watch&) = delete;
    ~basic_watch() {
        sqlite3_progress_handler(on_.handle(), 0, nullptr, nullptr);
        on_.set_statement_timeout(longest_);
    }

    /// Tells the observer; throws INTERRUPTED where the migration shall stop, and what the observer throws.
    void report(const progress& how_far) {
        now_ = how_far;
        if (options_.cancel != nullptr && options_.cancel->cancelled()) stop();
        if (options_.observer != nullptr) options_.observer->on_progress(now_);
    }

    /// The same where rows are converted.
    void report_rows(std::size_t done, std::size_t of) {
        now_.rows = of;
        now_.rows_done = done;
        report(now_);
    }

    /// Throws what made the observer stop a statement.
    void rethrow() {
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
        if (options_.cancel != nullptr && options_.cancel->cancelled()) stop();
    }

private:
    [[noreturn]] void stop() const {
        sqlite::fail(category::cancelled, "INTERRUPTED", "the migration was cancelled: nothing was changed",
                     {}, on_.context());
    }

    static int tick(void* data) noexcept {
        auto& self = *static_cast<basic_watch*>(data);
        if (self.options_.cancel != nullptr && self.options_.cancel->cancelled()) return 1;
        try {
            if (self.options_.observer != nullptr) self.options_.observer->on_progress(self.now_);
        } catch (...) {
            self.thrown_ = std::current_exception();
            return 1;
        }
        return 0;
    }

    sqlite::connection& on_;
    const migrate_options& options_;
    std::chrono::nanoseconds longest_;
    progress now_{};
    std::exception_ptr thrown_;
};
using watch = basic_watch<>;

}  // namespace tenon::inline v0::schema::detail
