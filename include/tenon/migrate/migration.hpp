// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/plan_runner.hpp>
#include <tenon/migrate/pragma_scope.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace tenon::inline v0::schema::detail {

/// A migration under way: foreign keys are not enforced, the write lock is held, and all is undone unless it
/// is committed. Throws MISUSE inside a transaction, and BUSY.
template <class = void>
class basic_migration {
public:
    basic_migration(sqlite::connection& on, const migrate_options& options)
        : on_(refuse_transaction(on)),
          options_(options),
          foreign_keys_(on, "foreign_keys", false),
          legacy_(on, "legacy_alter_table", true),
          runner_(on, options),
          transaction_(on) {}

    /// Changes the database until it is as the model that `target_of(model)` makes of the one that is there;
    /// says what it did. Throws WORD_NEEDED, MIGRATION_BLOCKED and what the database reports.
    template <class Target>
    plan reach(Target target_of) {
        plan done;
        model live = inspect(on_);
        refuse_hidden(live);
        model target = target_of(live);
        plan next = diff(live, target, options_);
        if (rename_first(next)) {
            move_steps(next, done, [](const step& each) { return is_rename(each.what); });
            live = inspect(on_);
            target = target_of(live);
            next = diff(live, target, options_);
        }
        runner_.refuse_unmet(next);
        runner_.run(next, done.steps.size(), done.steps.size() + next.steps.size());
        move_steps(next, done, [](const step&) { return true; });
        if (!done.empty()) require_equal(on_, target);
        return done;
    }

    /// Makes it permanent.
    void commit() {
        runner_.report_end();
        transaction_.commit();
    }

private:
    static sqlite::connection& refuse_transaction(sqlite::connection& on) {
        if (on.in_transaction())
            sqlite::fail(
                category::usage, "MISUSE",
                "a migration is a transaction of its own, and foreign keys can't be switched off inside "
                "one: commit first",
                {}, on.context());
        return on;
    }

    // The statements of a plan would mean what a temporary table of the connection holds.
    void refuse_hidden(const model& live) {
        for (const std::string& name : texts_from(on_, "SELECT name FROM temp.sqlite_schema"))
            if (find(live.tables, name) != nullptr || find(live.virtual_tables, name) != nullptr)
                sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                             "this connection has a temporary table or view `" + name +
                                 "`, which hides the table of that name: drop it first; nothing was changed",
                             {}, on_.context());
    }

    static bool is_rename(action what) {
        return what == action::rename_table || what == action::rename_column;
    }

    template <class Condition>
    static void move_steps(plan& from, plan& to, Condition condition) {
        for (step& each : from.steps)
            if (condition(each)) to.steps.push_back(std::move(each));
    }

    // SQLite's own renaming rewrites views, triggers and foreign keys; what is left is compared again.
    bool rename_first(const plan& next) {
        plan renames;
        for (const step& each : next.steps)
            if (is_rename(each.what)) renames.steps.push_back(each);
        if (renames.empty()) return false;
        legacy_.write(false);
        std::size_t done = 0;
        for (const step& each : renames.steps) runner_.run(each, done++, next.steps.size());
        legacy_.write(true);
        return true;
    }

    sqlite::connection& on_;
    const migrate_options& options_;
    pragma_scope foreign_keys_;
    pragma_scope legacy_;
    plan_runner runner_;
    sqlite::transaction transaction_;
};
using migration = basic_migration<>;

}  // namespace tenon::inline v0::schema::detail
