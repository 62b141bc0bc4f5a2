// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/prepare.hpp>

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite {

/// What SQLite may rely on when it calls a function of the program.
struct function_options {
    /// Equal arguments always give an equal result: it may be called less often, and stand in indexes.
    bool deterministic = false;
    /// Views, triggers, CHECKs, defaults and indexes of the file can't call it, trusted or not.
    bool direct_only = false;
};

namespace detail {

[[nodiscard]] inline int flags_of(const function_options& options) noexcept {
    return SQLITE_UTF8 | (options.deterministic ? SQLITE_DETERMINISTIC : 0) |
           (options.direct_only ? SQLITE_DIRECTONLY : 0);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_function(std::string_view name,
                                                                   std::string_view why,
                                                                   const error_context& context) {
    fail(category::usage, "MISUSE", "the SQL function `" + std::string(name) + "` " + std::string(why), {},
         context);
}

/// Throws MISUSE where the name can't be one, or is taken: for as many arguments, or for any number.
[[gnu::cold, gnu::noinline]] inline void check_function(sqlite3* database, std::string_view name, int arity,
                                                        const error_context& context) {
    if (name.empty() || name.find('\0') != std::string_view::npos)
        refuse_function(name.substr(0, name.find('\0')), "needs a name without NUL bytes", context);
    if (name.size() > 255)
        refuse_function(name.substr(0, 60), "has a name longer than SQLite's limit of 255 bytes", context);
    std::string_view sql =
        "SELECT 1 FROM pragma_function_list WHERE name = ?1 COLLATE NOCASE AND (narg = ?2 OR narg < 0)";
    const std::string_view text = sql;
    const fresh_statement search = prepare_next(database, sql, 0, context);
    sqlite3_bind_text64(search.get(), 1, name.data(), name.size(), SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int(search.get(), 2, arity);
    const int code = sqlite3_step(search.get());
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(database, code, text, context);
    refuse_function(name,
                    "with " + std::to_string(arity) + (arity == 1 ? " argument" : " arguments") +
                        " is there already: choose another name",
                    context);
}

}  // namespace detail

}  // namespace tenon::inline v0::sqlite
