// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/dependents.hpp>
#include <tenon/migrate/diff.hpp>
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/options.hpp>
#include <tenon/migrate/violations.hpp>
#include <tenon/migrate/watch.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Carries out the steps of plans, inside the open transaction.
template <class = void>
class basic_plan_runner {
public:
    basic_plan_runner(sqlite::connection& on, const migrate_options& options)
        : on_(on), options_(options), watch_(on, options) {}

    /// Throws WORD_NEEDED where a step needs a word that is not given.
    void refuse_unmet(const plan& next) {
        std::string words;
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

    /// Carries it out; throws MIGRATION_BLOCKED and what the database reports.
    void run(const plan& next, std::size_t done, std::size_t all) {
        if (next.empty()) return;
        const model at_first = inspect(on_);
        const dependents others(on_, next, at_first);
        on_.execute("SAVEPOINT tenon_plan");
        run_steps(next, done, all);
        if (const std::string broken = others.broken(); !broken.empty())
            sqlite::fail(
                category::schema, "MIGRATION_BLOCKED",
                broken + ", after this migration: drop it, or write it anew, first; nothing was changed", {},
                on_.context());
        // What was broken before is not looked for unless something is broken: it takes as long as the
        // rebuild.
        if (violations(on_, next, inspect(on_)).any()) {
            on_.execute("ROLLBACK TO tenon_plan");
            const violations before(on_, next, at_first);
            run_steps(next, done, all);
            if (const std::string added = before.added(on_); !added.empty())
                sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                             "foreign keys would be broken: " + added + "; nothing was changed", {},
                             on_.context());
        }
        on_.execute("RELEASE tenon_plan");
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

    /// Throws INTERRUPTED where the migration shall stop.
    void report_end() { watch_.report({}); }

private:
    void run_steps(const plan& next, std::size_t done, std::size_t all) {
        for (const step& each : next.steps) run(each, done++, all);
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
        const bool refused = failed.category == category::constraint || failed.category == category::value;
        if (rows.empty() && !refused) return;
        error blocked = failed;
        blocked.code = "MIGRATION_BLOCKED";
        blocked.category = category::schema;
        blocked.message = std::string(name_of(what.what)) + ' ' + shown(what.name) + ": " +
                          (rows.empty() ? failed.message : rows + " (" + failed.message + ')') +
                          "; nothing was changed";
        raise(std::move(blocked));
    }

    sqlite::connection& on_;
    const migrate_options& options_;
    watch watch_;
};
using plan_runner = basic_plan_runner<>;

/// Throws where the schema is not as the target.
template <class = void>
void require_equal(sqlite::connection& on, const model& target) {
    const plan left = diff(inspect(on), target);
    if (left.empty()) return;
    sqlite::fail(
        category::schema, "MIGRATION_INCOMPLETE",
        "after the migration the schema is still not as described, which is a fault of the library: nothing "
        "was changed. What is left: " +
            print(left),
        {}, on.context());
}

}  // namespace tenon::inline v0::schema::detail
