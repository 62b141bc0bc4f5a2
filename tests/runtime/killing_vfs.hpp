// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

#include <csignal>
#include <list>

/// Stands in for the default file system while it lives, and kills the process instead of the write,
/// truncation or sync that comes after a given number of them.
class killing_vfs {
public:
    explicit killing_vfs(int writes) : base_(*sqlite3_vfs_find(nullptr)) {
        left = writes;
        current = this;
        vfs_ = base_;
        vfs_.zName = "tenon-killing";
        vfs_.xOpen = [](sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
            const int code = current->base_.xOpen(vfs, name, file, flags, out);
            if (code == SQLITE_OK && file->pMethods != nullptr)
                file->pMethods = &wrapper_of(file->pMethods).methods;
            return code;
        };
        sqlite3_vfs_register(&vfs_, 1);
    }
    killing_vfs(const killing_vfs&) = delete;
    killing_vfs& operator=(const killing_vfs&) = delete;
    ~killing_vfs() { sqlite3_vfs_unregister(&vfs_); }

private:
    struct wrapper {
        sqlite3_io_methods methods;  // first, so that a file's methods lead to their wrapper
        const sqlite3_io_methods* base;
    };

    static const sqlite3_io_methods& base_of(sqlite3_file* file) {
        return *reinterpret_cast<const wrapper*>(file->pMethods)->base;
    }

    static void count() {
        if (left-- == 0) std::raise(SIGKILL);
    }

    static wrapper& wrapper_of(const sqlite3_io_methods* base) {
        for (wrapper& known : wrappers)
            if (known.base == base) return known;
        wrapper& fresh = wrappers.emplace_back(wrapper{*base, base});
        fresh.methods.xWrite = [](sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
            count();
            return base_of(file).xWrite(file, data, size, at);
        };
        fresh.methods.xTruncate = [](sqlite3_file* file, sqlite3_int64 size) {
            count();
            return base_of(file).xTruncate(file, size);
        };
        fresh.methods.xSync = [](sqlite3_file* file, int how) {
            count();
            return base_of(file).xSync(file, how);
        };
        return fresh;
    }

    static inline killing_vfs* current = nullptr;
    static inline std::list<wrapper> wrappers;
    static inline int left = 0;

    sqlite3_vfs base_;
    sqlite3_vfs vfs_{};
};
