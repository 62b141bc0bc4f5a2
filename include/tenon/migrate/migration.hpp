// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/diff.hpp>
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/options.hpp>
#include <tenon/migrate/pragma_scope.hpp>
#include <tenon/migrate/violations.hpp>
#include <tenon/migrate/watch.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// A migration under way: foreign keys are not enforced, the write lock is held, and all is undone unless it
/// is committed. Throws MISUSE inside a transaction, and BUSY.
class migration {
public:
    migration(sqlite::connection& on, const migrate_options& options)
        : on_(refuse_transaction(on)),
          options_(options),
          foreign_keys_(on, "foreign_keys", false),
          legacy_(on, "legacy_alter_table", true),
          watch_(on, options),
          transaction_(on) {}

    /// Changes the database until it is as the model; says what it did.
    /// Throws WORD_NEEDED, MIGRATION_BLOCKED and what the database reports: nothing is changed then.
    plan reach(const model& target) {
        plan done;
        plan next = diff(inspect(on_), target, options_);
        if (rename_first(next)) {
            move_steps(next, done, [](const step& each) { return comes_first(each.what); });
            next = diff(inspect(on_), target, options_);
        }
        refuse_unmet(next);
        run(next, done.steps.size(), done.steps.size() + next.steps.size());
        move_steps(next, done, [](const step&) { return true; });
        if (!done.empty()) require_equal(target);
        return done;
    }

    /// Makes it permanent.
    void commit() {
        watch_.report({});
        transaction_.commit();
    }

    sqlite::connection& connection() { return on_; }

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

    static bool is_rename(action what) {
        return what == action::rename_table || what == action::rename_column;
    }
    static bool comes_first(action what) {
        return is_rename(what) || what == action::drop_view || what == action::drop_trigger;
    }

    template <class Condition>
    static void move_steps(plan& from, plan& to, Condition condition) {
        for (step& each : from.steps)
            if (condition(each)) to.steps.push_back(std::move(each));
    }

    // SQLite's own renaming rewrites views, triggers and foreign keys; what is left is compared again.
    bool rename_first(const plan& next) {
        bool any = false;
        for (const step& each : next.steps) any = any || is_rename(each.what);
        if (!any) return false;
        legacy_.write(false);
        std::size_t done = 0;
        for (const step& each : next.steps)
            if (comes_first(each.what)) run(each, done++, next.steps.size());
        legacy_.write(true);
        return true;
    }

    void refuse_unmet(const plan& next) {
        std::string words;
        std::string table;
        for (const step& each : next.steps)
            for (const obstacle& in_the_way : each.obstacles) {
                if (in_the_way.lifted_by == word::none || options_.allow.has(in_the_way.lifted_by)) continue;
                if (!in_the_way.query.empty() && !finds_row(on_, in_the_way.query + " LIMIT 1")) continue;
                if (!words.empty()) words += "; ";
                words += "the word `" + std::string(name_of(in_the_way.lifted_by)) + "` for " +
                         std::string(name_of(each.what)) + ' ' + shown(each.name) + ": " + in_the_way.says;
            }
        if (words.empty()) return;
        sqlite::fail(category::schema, "WORD_NEEDED", "the migration needs " + words, {}, on_.context());
    }

    void run(const plan& next, std::size_t done, std::size_t all) {
        if (next.empty()) return;
        const violations before(on_, next);
        for (const step& each : next.steps) run(each, done++, all);
        if (const std::string added = before.added(on_); !added.empty())
            sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                         "foreign keys would be broken: " + added + "; nothing was changed", {},
                         on_.context());
    }

    void run(const step& what, std::size_t done, std::size_t all) {
        progress how_far{done, all, &what, 0};
        if (what.rebuild)
            how_far.rows =
                static_cast<std::size_t>(number_from(on_, "SELECT count(*) FROM " + in_quotes(what.name)));
        watch_.report(how_far);
        try {
            if (what.rebuild)
                rebuild(what, how_far.rows);
            else
                for (const std::string& sql : what.sql) on_.execute(sql);
        } catch (const cancelled_error&) {
            watch_.rethrow();
            throw;
        } catch (const exception& thrown) {
            explain(what, thrown.details());
            throw;
        }
    }

    void rebuild(const step& what, std::size_t rows) {
        const std::string replacement = replacement_name(what.name);
        on_.execute(what.sql[0]);
        on_.execute(what.sql[1]);
        const auto copied = static_cast<std::size_t>(on_.changes());
        if (copied != rows)
            sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                         "table " + shown(what.name) + " has " + std::to_string(rows) + " rows, of which " +
                             std::to_string(copied) + " would be left: nothing was changed",
                         what.sql[1], on_.context());
        const std::vector<std::string> statistics = texts_from(
            on_, "SELECT name FROM main.sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')");
        const auto move_statistics = [&](const std::string& from, const std::string& to) {
            for (const std::string& table : statistics)  // DROP TABLE would delete them
                on_.execute("UPDATE " + table + " SET tbl = " + as_text(to) +
                            " WHERE tbl = " + as_text(from) + " COLLATE NOCASE");
        };
        move_statistics(what.name, replacement);
        for (std::size_t i = 2; i < what.sql.size(); ++i) on_.execute(what.sql[i]);
        move_statistics(replacement, what.name);
        for (const std::string& table : statistics)
            on_.execute("DELETE FROM " + table + " WHERE tbl = " + as_text(what.name) +
                        " AND idx IS NOT NULL AND idx <> tbl AND idx NOT IN (SELECT name FROM "
                        "main.sqlite_schema WHERE type = 'index')");
    }

    // Names the rows that made a step fail, if a query finds some.
    void explain(const step& what, const error& failed) {
        std::string rows;
        if (on_.in_transaction())
            for (const obstacle& in_the_way : what.obstacles) {
                if (in_the_way.query.empty()) continue;
                try {
                    if (!finds_row(on_, in_the_way.query + " LIMIT 1")) continue;
                } catch (const exception&) {
                    continue;
                }
                (rows += rows.empty() ? "" : "; ") += in_the_way.says + ", see " + in_the_way.query;
            }
        if (rows.empty()) return;
        error blocked = failed;
        blocked.code = "MIGRATION_BLOCKED";
        blocked.category = category::schema;
        blocked.message = std::string(name_of(what.what)) + ' ' + shown(what.name) + ": " + rows +
                          "; nothing was changed (" + failed.message + ")";
        raise(std::move(blocked));
    }

    void require_equal(const model& target) {
        const plan left = diff(inspect(on_), target);
        if (left.empty()) return;
        sqlite::fail(
            category::schema, "MIGRATION_INCOMPLETE",
            "after the migration the schema is still not as described, which is a fault of the library: "
            "nothing was changed. What is left: " +
                print(left),
            {}, on_.context());
    }

    sqlite::connection& on_;
    const migrate_options& options_;
    pragma_scope foreign_keys_;
    pragma_scope legacy_;
    watch watch_;
    sqlite::transaction transaction_;
};

}  // namespace tenon::inline v0::schema::detail
