// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/plan_step.hpp>
#include <tenon/sqlite/prepare.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::sqlite {

/// How SQLite will run a statement: EXPLAIN QUERY PLAN as data. Names match as in SQL.
class query_plan {
public:
    /// All steps, each before its parts.
    [[nodiscard]] const std::vector<plan_step>& steps() const noexcept { return steps_; }

    /// Whether a step uses the index of that name, covering or not.
    [[nodiscard]] bool uses_index(std::string_view name) const noexcept {
        for (const plan_step& step : steps_)
            if (tenon::detail::same_name(step.index, name)) return true;
        return false;
    }

    /// Whether all rows of the table, or all entries of one of its indexes, are read. Plans name a table by
    /// its alias; those of typed queries are found by both. Throws MISUSE for a name that is nowhere in the
    /// plan or the query: it would never be found.
    [[nodiscard]] bool scans(std::string_view table) const {
        bool known = false;
        for (const source& it : sources_) known = known || same(it.name, table) || same(it.table, table);
        for (const plan_step& step : steps_) {
            if (step.action != plan_action::other && is_called(step, table)) {
                if (step.action == plan_action::scan) return true;
                known = true;
            }
        }
        if (!known) refuse_name(table);
        return false;
    }

    /// Whether all rows of any table, or all entries of an index, are read. Virtual tables, constants,
    /// subqueries and CTEs do not count; a view, subquery or CTE that is kept under another alias does.
    [[nodiscard]] bool scans_any_table() const noexcept {
        for (const plan_step& step : steps_)
            if (step.action == plan_action::scan && step.is_table) return true;
        return false;
    }

    /// Whether rows are sorted, instead of read in order.
    [[nodiscard]] bool sorts() const noexcept {
        for (const plan_step& step : steps_)
            if (step.builds == temporary_tree::order_by) return true;
        return false;
    }

    /// Whether SQLite builds an index for each run: a sign that the schema lacks one.
    [[nodiscard]] bool builds_index() const noexcept {
        for (const plan_step& step : steps_)
            if (step.automatic_index) return true;
        return false;
    }

    /// The steps in SQLite's words, one per line, parts indented by two spaces.
    [[nodiscard]] std::string text() const {
        std::string all;
        for (const plan_step& step : steps_) {
            for (int above = step.parent; above != 0; above = parent_of(above)) all += "  ";
            (all += step.detail) += '\n';
        }
        return all;
    }

    /// Adds a step; its facts are read from its `detail`.
    void add(int id, int parent, std::string detail) {
        plan_step step;
        step.id = id;
        step.parent = parent;
        step.detail = std::move(detail);
        detail::parse_step(step);
        if (step.is_table && reads_result(step)) step.is_table = false;
        steps_.push_back(std::move(step));
    }

    /// Tells which table an alias stands for.
    void add_source(std::string_view name, std::string_view table) {
        sources_.push_back({std::string(name), std::string(table)});
    }

private:
    struct source {
        std::string name, table;
    };

    // The plan writes a file's name in front where the statement does.
    static bool same(std::string_view in_plan, std::string_view name) noexcept {
        if (tenon::detail::same_name(in_plan, name)) return true;
        return in_plan.size() > name.size() && in_plan[in_plan.size() - name.size() - 1] == '.' &&
               tenon::detail::same_name(in_plan.substr(in_plan.size() - name.size()), name);
    }

    [[nodiscard]] bool is_called(const plan_step& step, std::string_view name) const noexcept {
        if (same(step.name, name)) return true;
        for (const source& it : sources_)
            if (same(step.name, it.name) && same(it.table, name)) return true;
        return false;
    }

    [[nodiscard]] const plan_step* find(int id) const noexcept {
        for (const plan_step& step : steps_)
            if (step.id == id) return &step;
        return nullptr;
    }
    [[nodiscard]] int parent_of(int id) const noexcept {
        const plan_step* const step = find(id);
        return step != nullptr ? step->parent : 0;
    }

    // A CTE may bear the name of the table that it reads itself: inside it the table is meant, unless it is
    // recursive.
    [[nodiscard]] bool reads_result(const plan_step& reader) const noexcept {
        for (const plan_step& made : steps_) {
            const bool result = detail::starts_with(made.detail, "CO-ROUTINE ") ||
                                detail::starts_with(made.detail, "MATERIALIZE ");
            if (!result || !tenon::detail::same_name(made.name, reader.name)) continue;
            bool inside = false, recursive = false;
            for (const plan_step* above = find(reader.parent); above != nullptr;
                 above = find(above->parent)) {
                recursive = recursive || above->detail == "RECURSIVE STEP";
                inside = inside || above->id == made.id;
                if (inside) break;
            }
            if (!inside || recursive) return true;
        }
        return false;
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_name(std::string_view name) const {
        fail(category::usage, "MISUSE",
             "neither the plan nor the query has a table or alias `" + std::string(name) + "`");
    }

    std::vector<plan_step> steps_;
    std::vector<source> sources_;
};

/// Asks SQLite how it will run a statement that can be trusted, which is not run; nothing is bound. What is
/// chosen depends on the indexes in the file and on ANALYZE. Throws what preparing the statement throws.
[[gnu::cold, gnu::noinline]] inline query_plan explain(connection& on, const statement_data& data) {
    const std::string sql = "EXPLAIN QUERY PLAN " + std::string(data.sql());
    statement_data explained = plain_statement(sql, false);
    explained.parameters = explained.columns = unknown_count;
    const detail::fresh_statement rows = detail::prepare_one(on.handle(), explained, on.context());
    query_plan plan;
    int code = sqlite3_step(rows.get());
    for (; code == SQLITE_ROW; code = sqlite3_step(rows.get())) {
        const unsigned char* const words = sqlite3_column_text(rows.get(), 3);
        if (words == nullptr) fail(on.handle(), SQLITE_NOMEM, sql, on.context());
        plan.add(sqlite3_column_int(rows.get(), 0), sqlite3_column_int(rows.get(), 1),
                 reinterpret_cast<const char*>(words));
    }
    if (code != SQLITE_DONE) fail(on.handle(), code, sql, on.context());
    return plan;
}

}  // namespace tenon::inline v0::sqlite

namespace tenon::inline v0::detail {

/// The plan of a typed query, seen from a module.
template <class Query, class Home>
sqlite::query_plan explain_for(sqlite::connection& on) {
    sqlite::query_plan plan = sqlite::explain(on, data_on<Query, Home>(on));
    for (int i = 0; i < compiled<Query>.table_count; ++i) {
        const used_table& used = compiled<Query>.tables[i];
        plan.add_source(used.name, used.table->name);
    }
    return plan;
}

}  // namespace tenon::inline v0::detail
