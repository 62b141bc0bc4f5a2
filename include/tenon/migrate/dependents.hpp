// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/parse.hpp>
#include <tenon/migrate/plan.hpp>
#include <tenon/sqlite/error.hpp>

#include <sqlite3.h>

#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// The statements that views and triggers let run at a moment: SQLite drops a column or a table that one of
/// them names without a word, and from then on each INSERT that starts the trigger fails.
template <class = void>
class basic_dependents {
public:
    explicit basic_dependents(sqlite::connection& on) : on_(on) {}

    /// Looks at them before a plan, if it could harm any.
    basic_dependents(sqlite::connection& on, const plan& next, const model& now) : on_(on) {
        bool harms = false;
        for (const step& each : next.steps)
            harms =
                harms || each.rebuild || each.what == action::drop_table || each.what == action::drop_column;
        if (harms) note(now);
    }

    /// Adds those that work now.
    void note(const model& now) {
        for (use& each : uses_of(now))
            if (!worked(each) && fault_of(each).empty()) work_.push_back(std::move(each));
    }

    /// Whether something worked before and fails now.
    [[nodiscard]] bool any_broken() const { return !first_broken().sql.empty(); }

    /// What worked before and fails now; empty: nothing. If there is something, triggers are dropped to find
    /// out which: all has to be undone.
    [[nodiscard]] std::string broken() const {
        const use first = first_broken();
        return first.sql.empty() ? std::string() : named(first, fault_of(first));
    }

private:
    enum class event { none, insert, update, delete_ };

    struct use {
        std::string name{};
        std::string table{};
        event starts = event::none;  // none: it is a view
        std::vector<std::string> sql{};
    };

    // Only this can be tried: a view that a trigger lets be written may have no trigger for others.
    [[nodiscard]] static event event_of(const trigger& of) {
        for (const token& each : tokens_of(of.sql)) {
            if (each.is("INSERT")) return event::insert;
            if (each.is("DELETE")) return event::delete_;
            if (each.is("UPDATE")) break;
        }
        return event::update;
    }

    // Of a view.
    [[nodiscard]] std::vector<std::string> columns_of(const std::string& table) const {
        std::vector<std::string> result;
        const std::string sql = "SELECT * FROM " + table;
        sqlite3_stmt* prepared = nullptr;
        sqlite3_prepare_v2(on_.handle(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
        for (int i = 0; i < sqlite3_column_count(prepared); ++i)
            if (const char* const name = sqlite3_column_name(prepared, i)) result.emplace_back(name);
        sqlite3_finalize(prepared);
        return result;
    }

    [[nodiscard]] std::vector<use> uses_of(const model& in) const {
        std::vector<use> result;
        for (const view& each : in.views)
            result.push_back({each.name, {}, event::none, {"SELECT * FROM main." + in_quotes(each.name)}});
        for (const trigger& each : in.triggers) {
            use next{each.name, each.table, event_of(each), {}};
            const std::string table = "main." + in_quotes(each.table);
            std::vector<std::string> columns;
            if (const schema::table* const on = find(in.tables, each.table); on == nullptr)
                columns = columns_of(table);
            else
                for (const column& other : on->columns)
                    if (other.generated.empty()) columns.push_back(other.name);
            if (next.starts == event::insert) next.sql.push_back("INSERT INTO " + table + " DEFAULT VALUES");
            if (next.starts == event::delete_) next.sql.push_back("DELETE FROM " + table);
            if (next.starts == event::update)
                for (const std::string& name : columns)
                    next.sql.push_back("UPDATE " + table + " SET " + in_quotes(name) + " = " +
                                       in_quotes(name));
            result.push_back(std::move(next));
        }
        return result;
    }

    // By name: a table that was renamed has its triggers still.
    [[nodiscard]] bool worked(const use& what) const {
        for (const use& each : work_)
            if ((each.starts == event::none) == (what.starts == event::none) &&
                same_name(each.name, what.name))
                return true;
        return false;
    }

    [[nodiscard]] use first_broken() const {
        if (!work_.empty())
            for (use each : uses_of(inspect(on_)))
                if (worked(each) && !fault_of(each).empty()) return each;
        return {};
    }

    [[nodiscard]] std::string fault_of(const use& what) const {
        for (const std::string& sql : what.sql)
            if (std::string fault = fault_of(sql); !fault.empty()) return fault;
        return {};
    }

    // What SQLite says of it; it is not run. The connection's cache would give back what was prepared before.
    [[nodiscard]] std::string fault_of(const std::string& sql) const {
        sqlite3_stmt* prepared = nullptr;
        const int code =
            sqlite3_prepare_v2(on_.handle(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr);
        std::string result = code == SQLITE_OK ? std::string() : std::string(sqlite3_errmsg(on_.handle()));
        if (code != SQLITE_OK && (code & 0xFF) != SQLITE_ERROR)
            sqlite::fail(on_.handle(), code, sql, on_.context());  // memory is short: nothing is known
        sqlite3_finalize(prepared);
        return result;
    }

    // SQLite does not say which of a table's triggers it is: the one without which the fault is another, or
    // none.
    [[nodiscard]] std::string named(const use& first, const std::string& fault) const {
        if (first.starts == event::none) return "the view `" + first.name + "`: " + fault;
        const use* found = &first;
        const std::vector<use> all = uses_of(inspect(on_));
        for (const use& each : all) {
            if (each.starts != first.starts || !same_name(each.table, first.table)) continue;
            found = &each;
            on_.execute("DROP TRIGGER main." + in_quotes(each.name));
            if (fault_of(first) != fault) break;
        }
        return "the trigger `" + found->name + "` of `" + found->table + "`: " + fault;
    }

    sqlite::connection& on_;
    std::vector<use> work_;
};
using dependents = basic_dependents<>;

}  // namespace tenon::inline v0::schema::detail
