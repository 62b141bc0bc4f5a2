// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/renames.hpp>
#include <tenon/migrate/table_change.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Adds a step to a plan.
template <class = void>
step& add_step(plan& to, action what, const std::string& name, std::string sql) {
    step next;
    next.what = what;
    next.name = name;
    if (!sql.empty()) next.sql.push_back(std::move(sql));
    to.steps.push_back(std::move(next));
    return to.steps.back();
}

/// Plans the renames that are declared or given, and with the word `rename` those that are likely, and does
/// them in the model that is there.
template <class = void>
class basic_renamer {
public:
    basic_renamer(model& from, const model& to, const diff_options& options, plan& into)
        : from_(from), to_(to), options_(options), plan_(into) {}

    void run() {
        rename_tables();
        rename_columns();
    }

private:
    [[nodiscard]] const std::string* given_name(const std::string& table, const std::string& column) const {
        for (const rename& each : options_.renames)
            if (same_name(each.table, table) && same_name(each.column, column)) return &each.before;
        return nullptr;
    }

    // The old names by value: those in `from_` change.
    void rename_table_to(const std::string before, const std::string& after) {
        add_step(plan_, action::rename_table, after,
                 "ALTER TABLE " + in_quotes(before) + " RENAME TO " + in_quotes(after))
            .reasons.push_back("it was " + shown(before));
        rename_table(from_, before, after);
    }

    template <class Table>
    [[nodiscard]] std::string declared_before(const Table& now) const {
        if (const std::string* given = given_name(now.name, {})) return *given;
        return now.renamed_from;
    }

    // A rename is declared once: two that name each other would go on for ever.
    bool is_new(const std::string& table, const std::string& column) {
        for (const rename& each : done_)
            if (same_name(each.table, table) && same_name(each.column, column)) return false;
        done_.push_back({table, column, {}});
        return true;
    }

    // Whether a declared rename was done: it may make room for another one.
    bool rename_declared_table() {
        for (const table& now : to_.tables) {
            if (find(from_.tables, now.name) != nullptr) continue;
            const std::string declared = declared_before(now);
            const table* const before = declared.empty() ? nullptr : find(from_.tables, declared);
            if (before != nullptr && is_new(now.name, {}))
                return rename_table_to(before->name, now.name), true;
        }
        return false;
    }

    void rename_tables() {
        while (rename_declared_table()) {
        }
        for (const table& now : to_.tables) {
            if (find(from_.tables, now.name) != nullptr) continue;
            if (const table* likely = likely_before(now, from_, to_)) {
                const std::string before = likely->name;
                if (options_.allow.rename)
                    rename_table_to(before, now.name);
                else
                    plan_.probable_renames.push_back({now.name, {}, before});
            }
        }
        for (const virtual_table& now : to_.virtual_tables) {
            const std::string declared = declared_before(now);
            if (!declared.empty() && find(from_.virtual_tables, now.name) == nullptr &&
                find(from_.virtual_tables, declared) != nullptr)
                rename_table_to(declared, now.name);
        }
    }

    bool rename_declared_column(const table& now, const table& before) {
        for (const column& each : now.columns) {
            if (find(before.columns, each.name) != nullptr) continue;
            const std::string* given = given_name(now.name, each.name);
            const std::string declared = given != nullptr ? *given : each.renamed_from;
            const column* const old = declared.empty() ? nullptr : find(before.columns, declared);
            if (old != nullptr && is_new(now.name, each.name))
                return rename_column_to(now.name, old->name, each.name), true;
        }
        return false;
    }

    void rename_columns() {
        for (const table& now : to_.tables) {
            const table* before = find(from_.tables, now.name);
            if (before == nullptr) continue;
            while (rename_declared_column(now, *before)) {
            }
            for (const column& each : now.columns) {
                if (find(before->columns, each.name) != nullptr) continue;
                if (const column* likely = likely_before(each, *before, now)) {
                    const std::string name = likely->name;
                    if (options_.allow.rename)
                        rename_column_to(now.name, name, each.name);
                    else
                        plan_.probable_renames.push_back({now.name, each.name, name});
                }
            }
        }
    }

    void rename_column_to(const std::string& table, const std::string before, const std::string& after) {
        add_step(plan_, action::rename_column, table + '.' + after,
                 "ALTER TABLE " + in_quotes(table) + " RENAME COLUMN " + in_quotes(before) + " TO " +
                     in_quotes(after))
            .reasons.push_back("it was " + shown(before));
        rename_column(from_, table, before, after);
    }

    model& from_;
    const model& to_;
    const diff_options& options_;
    plan& plan_;
    std::vector<rename> done_;
};
using renamer = basic_renamer<>;

}  // namespace tenon::inline v0::schema::detail
