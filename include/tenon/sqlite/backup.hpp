// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/connection_options.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/open.hpp>

#include <sqlite3.h>
#include <unistd.h>

#include <string>

namespace tenon::inline v0::sqlite {

/// Copies the database, as it is now, into a new file; writers go on meanwhile.
/// Throws FILE_EXISTS where there is one (it is left alone), CANNOT_OPEN, DISK_FULL or IO_ERROR (no file is
/// left then).
[[gnu::cold, gnu::noinline]] inline void backup(connection& from, const std::string& path,
                                                unsigned file_mode = 0600) {
    if (detail::is_transient(path)) {
        fail(category::usage, "MISUSE", "a backup needs the name of a file", {}, from.context());
    }
    if (sqlite3_txn_state(from.handle(), "main") == SQLITE_TXN_WRITE) {
        fail(category::usage, "MISUSE", "a backup cannot be made inside a transaction that has written", {},
             from.context());
    }
    if (!detail::create_file(path, file_mode)) {
        fail(category::connection, "FILE_EXISTS", "`" + path + "` exists; a backup does not overwrite", {},
             from.context());
    }
    try {
        const detail::open_handle to = detail::open_file(path, {.access = access_mode::read_write});
        sqlite3_backup* const copy = sqlite3_backup_init(to.get(), "main", from.handle(), "main");
        if (copy == nullptr) fail(to.get(), sqlite3_extended_errcode(to.get()), {}, from.context());
        const int code = sqlite3_backup_step(copy, -1);  // page by page, each write would start it anew
        sqlite3_backup_finish(copy);
        if (code != SQLITE_DONE) fail(to.get(), code, {}, from.context());
    } catch (...) {
        ::unlink(path.c_str());
        throw;
    }
}

}  // namespace tenon::inline v0::sqlite
