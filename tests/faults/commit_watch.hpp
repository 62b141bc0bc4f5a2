// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

#include <functional>
#include <utility>

/// Calls a function after each statement that leaves its connection outside a transaction, of all connections
/// that are opened while it lives: after each COMMIT.
class commit_watch {
public:
    explicit commit_watch(std::function<void(sqlite3*)> call) {
        current() = std::move(call);
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(&trace));
    }
    commit_watch(const commit_watch&) = delete;
    commit_watch& operator=(const commit_watch&) = delete;
    ~commit_watch() {
        sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&trace));
        current() = nullptr;
    }

private:
    static std::function<void(sqlite3*)>& current() {
        static std::function<void(sqlite3*)> call;
        return call;
    }

    static int trace(sqlite3* of, const char**, const void*) {
        sqlite3_trace_v2(of, SQLITE_TRACE_PROFILE, &told, of);
        return SQLITE_OK;
    }

    static int told(unsigned, void* of, void*, void*) {
        static bool inside = false;
        auto* const db = static_cast<sqlite3*>(of);
        if (inside || !current() || sqlite3_get_autocommit(db) == 0) return 0;
        inside = true;  // what looks has connections of its own
        current()(db);
        inside = false;
        return 0;
    }
};
