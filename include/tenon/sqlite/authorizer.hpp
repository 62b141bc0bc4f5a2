// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sqlite3.h>

#include <string_view>

namespace tenon::inline v0::sqlite::detail {

/// What is known of the raw SQL that is being prepared.
struct raw_sql {
    bool active = false;  ///< off: SQL of the library's own, everything is allowed
    bool seen = false;    ///< the authorizer was asked at all; it is not for VACUUM, which may write any file
    bool changes_schema = false;  ///< it creates, alters or drops something
    bool script = false;          ///< it stands in a script, where pragmas that tell something tell nobody
};

/// Whether a pragma only tells something, even with an argument.
inline bool tells_only(std::string_view name, bool argument) noexcept {
    if (argument) {
        for (const std::string_view allowed :
             {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
              "foreign_key_list", "foreign_key_check", "integrity_check", "quick_check"}) {
            if (name == allowed) return true;
        }
        return false;
    }
    for (const std::string_view acting :
         {"wal_checkpoint", "incremental_vacuum", "optimize", "shrink_memory"}) {
        if (name == acting) return false;
    }
    return true;
}

/// Keeps raw SQL from attaching files, controlling transactions and setting pragmas; an authorizer for
/// SQLite.
inline int authorize(void* data, int action, const char* first, const char* second, const char*,
                     const char*) {
    auto& raw = *static_cast<raw_sql*>(data);
    if (!raw.active) return SQLITE_OK;
    raw.seen = true;
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT: return SQLITE_DENY;
    case SQLITE_PRAGMA:
        if (raw.script) return SQLITE_DENY;
        return tells_only(first != nullptr ? first : "", second != nullptr) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_READ:
    case SQLITE_SELECT:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    default: raw.changes_schema = true; return SQLITE_OK;
    }
}

}  // namespace tenon::inline v0::sqlite::detail
