// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/prepare.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace tenon::inline v0::sqlite::detail {

/// What begins a transaction, or ends it.
enum class control : std::uint8_t { begin, begin_immediate, commit, rollback };

/// The statements that begin and end a connection's transactions. Every session needs two of them, one at a
/// time: they are kept apart from the cache, and nobody looks for them.
class control_statements {
public:
    control_statements() = default;
    control_statements(const control_statements&) = delete;
    control_statements& operator=(const control_statements&) = delete;
    ~control_statements() { finalize(); }

    static constexpr const statement_data& data(control which) noexcept {
        return texts[static_cast<std::size_t>(which)];
    }

    /// The statement; null where it was not prepared yet.
    [[nodiscard]] sqlite3_stmt* get(control which) const noexcept {
        return handles_[static_cast<std::size_t>(which)];
    }

    /// Prepares the statement; throws what the database says.
    [[gnu::cold, gnu::noinline]] sqlite3_stmt* prepare(sqlite3* database, control which,
                                                       const error_context& context) {
        return handles_[static_cast<std::size_t>(which)] =
                   prepare_one(database, data(which), context).release();
    }

    [[gnu::cold, gnu::noinline]] void finalize() noexcept {
        for (sqlite3_stmt*& each : handles_) sqlite3_finalize(std::exchange(each, nullptr));
    }

private:
    static constexpr statement_data texts[] = {plain_statement("BEGIN"), plain_statement("BEGIN IMMEDIATE"),
                                               plain_statement("COMMIT"), plain_statement("ROLLBACK")};

    sqlite3_stmt* handles_[4] = {};
};

}  // namespace tenon::inline v0::sqlite::detail
