// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/error.hpp>

#include <string>
#include <string_view>

namespace tenon::inline v0::schema::detail {

/// Sets a pragma for a while. `foreign_keys` can't be set inside a transaction, which SQLite does not say: it
/// is read back.
template <class = void>
class basic_pragma_scope {
public:
    basic_pragma_scope(sqlite::connection& on, std::string_view name, bool value)
        : on_(on), name_(name), before_(read()) {
        if (before_ != value) write(value);
        if (read() != value)
            sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                         "PRAGMA " + name_ + " can't be switched: nothing was changed", {}, on_.context());
    }
    basic_pragma_scope(const basic_pragma_scope&) = delete;
    basic_pragma_scope& operator=(const basic_pragma_scope&) = delete;
    ~basic_pragma_scope() {
        try {
            if (read() != before_) write(before_);
        } catch (...) {  // the connection can't be used for anything else either
        }
    }

    [[nodiscard]] bool read() { return number_from(on_, "PRAGMA " + name_) != 0; }
    void write(bool value) { on_.execute("PRAGMA " + name_ + (value ? " = ON" : " = OFF")); }

private:
    sqlite::connection& on_;
    std::string name_;
    bool before_;
};
using pragma_scope = basic_pragma_scope<>;

}  // namespace tenon::inline v0::schema::detail
