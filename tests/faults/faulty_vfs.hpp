// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

#include <csignal>
#include <cstddef>
#include <list>
#include <map>
#include <string>
#include <vector>

/// What a file system does at a call that changes a file.
enum class fault { none, io_error, disk_full, kill };

/// A call that changed a file, or made it last.
struct file_change {
    enum class kind { write, truncate, sync, remove };

    kind what = kind::write;
    std::string file{};
    sqlite3_int64 at = 0;  // of a write; the new size of a truncation
    std::vector<char> data{};
};

/// The fault strikes at the call that comes after `calls` others; a sticky one at every call from then on.
struct file_fault {
    fault what = fault::none;
    int calls = 0;
    bool sticky = false;
    bool writes_only = false;  // syncs, truncations and deletions are not counted and always work
    std::vector<file_change>* record = nullptr;
};

/// Stands in for the default file system while it lives: counts the calls that change files, makes one of
/// them fail or kill the process, and can note them all. Nothing is synced in truth, which a killed process
/// does not notice.
class faulty_vfs {
public:
    explicit faulty_vfs(const file_fault& how = {}) : how_(how), base_(*sqlite3_vfs_find(nullptr)) {
        current = this;
        vfs_ = base_;
        vfs_.zName = "tenon-faulty";
        vfs_.xOpen = [](sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
            const int code = current->base_.xOpen(vfs, name, file, flags, out);
            if (code == SQLITE_OK && file->pMethods != nullptr) {
                names[file] = name == nullptr ? "" : name;
                file->pMethods = &wrapper_of(file->pMethods).methods;
            }
            return code;
        };
        vfs_.xDelete = [](sqlite3_vfs* vfs, const char* name, int) {
            if (const int code = current->strike(false, SQLITE_IOERR_DELETE); code != SQLITE_OK) return code;
            current->note({file_change::kind::remove, name, 0, {}});
            return current->base_.xDelete(vfs, name, 0);
        };
        sqlite3_vfs_register(&vfs_, 1);
    }
    faulty_vfs(const faulty_vfs&) = delete;
    faulty_vfs& operator=(const faulty_vfs&) = delete;
    ~faulty_vfs() {
        sqlite3_vfs_unregister(&vfs_);
        current = nullptr;
    }

    /// Calls so far that were counted.
    [[nodiscard]] int calls() const { return calls_; }
    /// Whether the fault has struck.
    [[nodiscard]] bool struck() const { return struck_; }
    /// From now on everything works.
    void mend() { how_.what = fault::none; }

private:
    struct wrapper {
        sqlite3_io_methods methods;  // first, so that a file's methods lead to their wrapper
        const sqlite3_io_methods* base;
    };

    static const sqlite3_io_methods& base_of(sqlite3_file* file) {
        return *reinterpret_cast<const wrapper*>(file->pMethods)->base;
    }

    int strike(bool write, int io_code) {
        if (how_.writes_only && !write) return SQLITE_OK;
        const int call = calls_++;
        if (how_.what == fault::none || call < how_.calls || (call > how_.calls && !how_.sticky))
            return SQLITE_OK;
        struck_ = true;
        if (how_.what == fault::kill) std::raise(SIGKILL);
        return how_.what == fault::disk_full ? SQLITE_FULL : io_code;
    }

    void note(file_change change) {
        if (how_.record != nullptr) how_.record->push_back(std::move(change));
    }

    static wrapper& wrapper_of(const sqlite3_io_methods* base) {
        for (wrapper& known : wrappers)
            if (known.base == base) return known;
        wrapper& fresh = wrappers.emplace_back(wrapper{*base, base});
        fresh.methods.xClose = [](sqlite3_file* file) {
            names.erase(file);
            return base_of(file).xClose(file);
        };
        fresh.methods.xWrite = [](sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
            if (current != nullptr) {
                const int code = current->strike(true, SQLITE_IOERR_WRITE);
                if (code != SQLITE_OK) return code;
                const char* const bytes = static_cast<const char*>(data);
                current->note({file_change::kind::write, names[file], at, {bytes, bytes + size}});
            }
            return base_of(file).xWrite(file, data, size, at);
        };
        fresh.methods.xTruncate = [](sqlite3_file* file, sqlite3_int64 size) {
            if (current != nullptr) {
                const int code = current->strike(false, SQLITE_IOERR_TRUNCATE);
                if (code != SQLITE_OK) return code;
                current->note({file_change::kind::truncate, names[file], size, {}});
            }
            return base_of(file).xTruncate(file, size);
        };
        fresh.methods.xSync = [](sqlite3_file* file, int) {
            if (current == nullptr) return SQLITE_OK;
            const int code = current->strike(false, SQLITE_IOERR_FSYNC);
            if (code == SQLITE_OK) current->note({file_change::kind::sync, names[file], 0, {}});
            return code;
        };
        return fresh;
    }

    static inline faulty_vfs* current = nullptr;
    static inline std::list<wrapper> wrappers;
    static inline std::map<sqlite3_file*, std::string> names;

    file_fault how_;
    int calls_ = 0;
    bool struck_ = false;
    sqlite3_vfs base_;
    sqlite3_vfs vfs_{};
};
