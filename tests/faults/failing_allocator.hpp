// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

/// Makes an allocation fail, of SQLite's or of the program's own: the one that comes after `allocations`
/// others.
class failing_allocator {
public:
    explicit failing_allocator(long allocations) { left() = allocations; }
    failing_allocator(const failing_allocator&) = delete;
    failing_allocator& operator=(const failing_allocator&) = delete;
    ~failing_allocator() { left() = -1; }

    /// Allocations that may still be made; -1: all.
    static long& left() {
        static long count = -1;
        return count;
    }

    /// Whether this allocation has to fail.
    static bool strikes() { return left() >= 0 && left()-- == 0; }
};

/// Lets SQLite's allocations be counted while it lives, each of them: no database may be open.
class counted_sqlite {
public:
    counted_sqlite() {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &base());
        sqlite3_mem_methods methods = base();
        methods.xMalloc = [](int size) -> void* {
            return failing_allocator::strikes() ? nullptr : base().xMalloc(size);
        };
        methods.xRealloc = [](void* old, int size) -> void* {
            return failing_allocator::strikes() ? nullptr : base().xRealloc(old, size);
        };
        sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
        sqlite3_initialize();
    }
    counted_sqlite(const counted_sqlite&) = delete;
    counted_sqlite& operator=(const counted_sqlite&) = delete;
    ~counted_sqlite() {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_MALLOC, &base());
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 40);
        sqlite3_initialize();
    }

private:
    static sqlite3_mem_methods& base() {
        static sqlite3_mem_methods methods{};
        return methods;
    }
};
