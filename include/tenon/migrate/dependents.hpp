// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/parse.hpp>
#include <tenon/migrate/plan.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <string>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// The statements that views and triggers let run at a moment: SQLite drops a column or a table that one of
/// them names without a word, and from then on each INSERT that starts the trigger fails.
template <class = void>
class basic_dependents {
public:
    /// Looks at them before a plan, if it could harm any.
    basic_dependents(sqlite::connection& on, const plan& next, const model& now) : on_(on) {
        for (const step& each : next.steps)
            if (each.rebuild || each.what == action::drop_table || each.what == action::drop_column)
                looks_ = !now.views.empty() || !now.triggers.empty();
        if (looks_)
            for (const use& each : uses_of(now))
                if (fault_of(each.sql).empty()) work_.push_back(each);
    }

    /// What worked before and fails now; empty: nothing.
    [[nodiscard]] std::string broken() const {
        if (!looks_) return {};
        const model now = inspect(on_);
        for (const use& each : uses_of(now)) {
            if (!worked(each.sql)) continue;
            if (const std::string fault = fault_of(each.sql); !fault.empty()) return each.of + ": " + fault;
        }
        return {};
    }

private:
    struct use {
        std::string of;
        std::string sql;
    };

    enum class event { insert, update, delete_ };

    // Only this can be tried: a view that a trigger lets be written may have no trigger for others.
    [[nodiscard]] static event event_of(const trigger& of) {
        for (const token& each : tokens_of(of.sql)) {
            if (each.is("INSERT")) return event::insert;
            if (each.is("DELETE")) return event::delete_;
            if (each.is("UPDATE")) break;
        }
        return event::update;
    }

    [[nodiscard]] static std::vector<use> uses_of(const model& in) {
        std::vector<use> result;
        for (const view& each : in.views)
            result.push_back({"the view `" + each.name + '`', "SELECT * FROM main." + in_quotes(each.name)});
        for (const trigger& each : in.triggers) {
            const std::string of = "a trigger of `" + each.table + "`, such as `" + each.name + '`';
            const std::string table = "main." + in_quotes(each.table);
            const schema::table* const on = find(in.tables, each.table);
            switch (event_of(each)) {
            case event::insert: result.push_back({of, "INSERT INTO " + table + " DEFAULT VALUES"}); break;
            case event::delete_: result.push_back({of, "DELETE FROM " + table}); break;
            case event::update:
                for (std::size_t i = 0; on != nullptr && i < on->columns.size(); ++i)
                    if (on->columns[i].generated.empty()) {
                        const std::string name = in_quotes(on->columns[i].name);
                        result.push_back({of, "UPDATE " + table + " SET " + name + " = " + name});
                    }
            }
        }
        return result;
    }

    [[nodiscard]] bool worked(const std::string& sql) const {
        for (const use& each : work_)
            if (each.sql == sql) return true;
        return false;
    }

    // What SQLite says of it; it is not run. The connection's cache would give back what was prepared before.
    [[nodiscard]] std::string fault_of(const std::string& sql) const {
        sqlite3_stmt* prepared = nullptr;
        const int code =
            sqlite3_prepare_v2(on_.handle(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
        std::string result = code == SQLITE_OK ? std::string() : std::string(sqlite3_errmsg(on_.handle()));
        sqlite3_finalize(prepared);
        return result;
    }

    sqlite::connection& on_;
    bool looks_ = false;
    std::vector<use> work_;
};
using dependents = basic_dependents<>;

}  // namespace tenon::inline v0::schema::detail
