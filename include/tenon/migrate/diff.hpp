// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/in_place.hpp>
#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/rebuild.hpp>
#include <tenon/migrate/rename_steps.hpp>
#include <tenon/migrate/virtual_tables.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Makes the plan from one model to another; `from_` follows what the plan has done so far.
template <class = void>
class basic_differ {
public:
    basic_differ(const model& from, const model& to, const diff_options& options)
        : from_(from), to_(to), options_(options) {}

    plan run() {
        renamer(from_, to_, options_, plan_).run();
        drop_what_hangs_on_tables();
        drop_tables();
        change_tables();
        change_virtual_tables();
        create_what_hangs_on_tables();
        return std::move(plan_);
    }

    /// The model that is left once the renames of the plan are done.
    model rename_only() {
        renamer(from_, to_, options_, plan_).run();
        return std::move(from_);
    }

private:
    step& add(action what, const std::string& name, std::string sql) {
        return add_step(plan_, what, name, std::move(sql));
    }

    template <class T, class Same>
    void drop_changed(std::vector<T>& old, const std::vector<T>& now, action what, const char* sql,
                      Same same) {
        for (auto at = old.begin(); at != old.end();) {
            const T* other = find(now, at->name);
            if (other != nullptr && same(*at, *other)) {
                ++at;
                continue;
            }
            add(what, at->name, sql + in_quotes(at->name))
                .reasons.push_back(other == nullptr ? "it is gone" : "it differs");
            at = old.erase(at);
        }
    }

    void drop_what_hangs_on_tables() {
        const auto same_view = [](const view& a, const view& b) {
            return canonical_sql(a.sql) == canonical_sql(b.sql);
        };
        drop_changed(from_.triggers, to_.triggers, action::drop_trigger, "DROP TRIGGER ",
                     [&](const trigger& a, const trigger& b) {
                         if (canonical_sql(a.sql) != canonical_sql(b.sql)) return false;
                         const view* old = find(from_.views, a.table);
                         const view* now = find(to_.views, a.table);
                         return old == nullptr || (now != nullptr && same_view(*old, *now));
                     });
        drop_changed(from_.views, to_.views, action::drop_view, "DROP VIEW ", same_view);
        drop_changed(from_.indexes, to_.indexes, action::drop_index, "DROP INDEX ",
                     [&](const index& a, const index& b) {
                         return canonical_index(a, from_) == canonical_index(b, to_);
                     });
    }

    void lose(step& in, const std::string& what) {
        std::string says = what + " would be lost with all its rows";
        for (const rename& likely : plan_.probable_renames)
            if (likely.column.empty() && same_name(likely.before, in.name))
                says += " (if it is " + shown(likely.table) + " now, say so: renamed_from)";
        in.obstacles.push_back({word::drop, std::move(says), {}});
        in.reasons.push_back("it is gone");
    }

    void drop_tables() {
        for (const table& old : from_.tables) {
            if (find(to_.tables, old.name) != nullptr) continue;
            lose(add(action::drop_table, old.name, "DROP TABLE " + in_quotes(old.name)),
                 "table " + shown(old.name));
        }
        for (const virtual_table& old : from_.virtual_tables) {
            if (find(to_.virtual_tables, old.name) != nullptr) continue;
            step& drop = add(action::drop_table, old.name, "DROP TABLE " + in_quotes(old.name));
            if (can_be_refilled(old))
                drop.reasons.push_back("it is gone");
            else
                lose(drop, "table " + shown(old.name));
        }
    }

    void change_tables() {
        for (const table& now : to_.tables) {
            const table* before = find(from_.tables, now.name);
            if (before == nullptr)
                add(action::create_table, now.name, create_table(now, now.name))
                    .reasons.push_back("it is new");
            else
                change_table(*before, now);
        }
    }

    void change_table(const table& before, const table& now) {
        table_change change = compare(before, from_, now, to_);
        if (change.none()) return;
        suggest_renames(change.obstacles, now.name, plan_.probable_renames);
        if (fits_in_place(change, before, now, from_.views.empty() && from_.triggers.empty()))
            change_in_place(change, now);
        else
            rebuild_table(change, before, now);
    }

    void change_in_place(const table_change& change, const table& now) {
        for (const column* old : change.dropped) {
            step& drop = add(action::drop_column, now.name + '.' + old->name,
                             "ALTER TABLE " + in_quotes(now.name) + " DROP COLUMN " + in_quotes(old->name));
            drop.reasons.push_back("it is gone");
            for (const obstacle& each : change.obstacles)
                if (each.lifted_by == word::drop && each.says.find(shown(old->name)) != std::string::npos)
                    drop.obstacles.push_back(each);
        }
        for (const column* added : change.added) {
            step& next =
                add(action::add_column, now.name + '.' + added->name, add_column_text(now, change, *added));
            next.reasons.push_back("it is new");
            if (added == change.added.front())
                for (const obstacle& each : change.obstacles)
                    if (each.lifted_by != word::drop) next.obstacles.push_back(each);
        }
    }

    void rebuild_table(table_change& change, const table& before, const table& now) {
        step& next = add(action::rebuild_table, now.name, {});
        next.rebuild = true;
        next.sql = rebuild_statements(before, now, options_.allow);
        next.reasons = std::move(change.reasons);
        next.obstacles = std::move(change.obstacles);
        for (const index& each : from_.indexes)
            if (same_name(each.table, now.name)) next.sql.push_back(create_index(each));
        for (const trigger& each : from_.triggers)
            if (same_name(each.table, now.name)) next.sql.push_back(each.sql);
    }

    void change_virtual_tables() {
        for (const virtual_table& now : to_.virtual_tables) {
            const virtual_table* before = find(from_.virtual_tables, now.name);
            if (before == nullptr) {
                step& create = add(action::create_table, now.name, {});
                create.sql = create_virtual_statements(now);
                create.reasons.push_back("it is new");
            } else if (canonical_virtual_table(*before) != canonical_virtual_table(now)) {
                change_virtual_table(add(action::rebuild_table, now.name, {}), *before, now);
            }
        }
    }

    void create_what_hangs_on_tables() {
        for (const index& now : to_.indexes) {
            if (find(from_.indexes, now.name) != nullptr && find(from_.tables, now.table) != nullptr)
                continue;
            step& next = add(action::create_index, now.name, create_index(now));
            next.reasons.push_back("it is not there");
            const table* on = find(from_.tables, now.table);
            if (!now.unique || on == nullptr) continue;
            if (std::string doubled = doubled_rows(*on, now.terms); !doubled.empty() && now.where.empty())
                next.obstacles.push_back({word::none, "rows are not unique", std::move(doubled)});
        }
        for (const view& now : to_.views)
            if (find(from_.views, now.name) == nullptr)
                add(action::create_view, now.name, now.sql).reasons.push_back("it is not there");
        std::vector<const virtual_table*> stale;
        const auto is_listed = [&](const virtual_table& it) {
            for (const virtual_table* each : stale)
                if (each == &it) return true;
            return false;
        };
        for (const trigger& now : to_.triggers) {
            if (find(from_.triggers, now.name) != nullptr) continue;
            add(action::create_trigger, now.name, now.sql).reasons.push_back("it is not there");
            for (const virtual_table& each : to_.virtual_tables)
                if (find(from_.virtual_tables, each.name) != nullptr && mentions(now.sql, each.name) &&
                    !is_listed(each))
                    stale.push_back(&each);
        }
        // What followed its content by a trigger that was not there does not know all of it.
        for (const virtual_table* each : stale)
            if (const std::string sql = refill_statement(*each); !sql.empty())
                plan_.steps.back().sql.push_back(sql);
    }

    model from_;
    const model& to_;
    const diff_options& options_;
    plan plan_;
};
using differ = basic_differ<>;

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// What leads from one schema to another: changes in place where SQLite has them, otherwise one rebuild for
/// each table, however many changes it has. Nothing is looked up in a database. Empty if the models are
/// equal.
template <class = void>
plan diff(const model& from, const model& to, const diff_options& options = {}) {
    return detail::differ(from, to, options).run();
}

}  // namespace tenon::inline v0::schema
