// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

#include <functional>
#include <list>

/// Stands in for the default file system while it lives: tells of each sleep, and can make syncs fail.
class shim_vfs {
public:
    shim_vfs() : base_(*sqlite3_vfs_find(nullptr)) {
        vfs_ = base_;
        vfs_.zName = "tenon-shim";
        vfs_.xSleep = [](sqlite3_vfs*, int microseconds) {
            if (current->on_sleep) current->on_sleep();
            return microseconds;
        };
        vfs_.xOpen = [](sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
            const int code = current->base_.xOpen(vfs, name, file, flags, out);
            if (code != SQLITE_OK || file->pMethods == nullptr) return code;
            file->pMethods = &wrapper_of(file->pMethods).methods;
            return code;
        };
        current = this;
        sqlite3_vfs_register(&vfs_, 1);
    }
    shim_vfs(const shim_vfs&) = delete;
    shim_vfs& operator=(const shim_vfs&) = delete;
    ~shim_vfs() {
        sqlite3_vfs_unregister(&vfs_);
        current = nullptr;
    }

    std::function<void()> on_sleep;
    bool syncs_fail = false;

private:
    struct wrapper {
        sqlite3_io_methods methods;  // first, so that a file's methods lead to their wrapper
        const sqlite3_io_methods* base;
    };

    static wrapper& wrapper_of(const sqlite3_io_methods* base) {
        for (wrapper& known : wrappers) {
            if (known.base == base) return known;
        }
        wrapper& fresh = wrappers.emplace_back(wrapper{*base, base});
        fresh.methods.xSync = [](sqlite3_file* file, int how) {
            if (current != nullptr && current->syncs_fail) return SQLITE_IOERR_FSYNC;
            return reinterpret_cast<const wrapper*>(file->pMethods)->base->xSync(file, how);
        };
        return fresh;
    }

    static inline shim_vfs* current = nullptr;
    static inline std::list<wrapper> wrappers;

    sqlite3_vfs base_;
    sqlite3_vfs vfs_{};
};
