// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/words.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema {

/// What a step does.
enum class action : unsigned char {
    rename_table,
    rename_column,
    drop_trigger,
    drop_view,
    drop_index,
    drop_table,
    create_table,
    add_column,
    drop_column,
    rebuild_table,
    create_index,
    create_view,
    create_trigger,
};

constexpr std::string_view name_of(action which) {
    switch (which) {
    case action::rename_table: return "rename table";
    case action::rename_column: return "rename column";
    case action::drop_trigger: return "drop trigger";
    case action::drop_view: return "drop view";
    case action::drop_index: return "drop index";
    case action::drop_table: return "drop table";
    case action::create_table: return "create table";
    case action::add_column: return "add column";
    case action::drop_column: return "drop column";
    case action::rebuild_table: return "rebuild table";
    case action::create_index: return "create index";
    case action::create_view: return "create view";
    case action::create_trigger: return "create trigger";
    }
    return "";
}

/// What stands in a step's way.
struct obstacle {
    /// The word that lifts it; none: the rows have to be mended first.
    word lifted_by = word::none;
    /// What would happen, or what is wrong.
    std::string says{};
    /// Finds the rows that it is about; without rows nothing is in the way. Empty: it always is.
    std::string query{};
};

/// One change of a database.
struct step {
    action what = action::create_table;
    /// The table, index, view or trigger; renamed ones by their new name.
    std::string name{};
    /// The statements, in order.
    std::vector<std::string> sql{};
    /// Why: what differs.
    std::vector<std::string> reasons{};
    std::vector<obstacle> obstacles{};
    /// The rows are copied into a new table that takes the old one's place.
    bool rebuild = false;

    /// Whether nothing can be lost and no row can be in the way.
    [[nodiscard]] bool safe() const { return obstacles.empty(); }
};

/// A table or column that has gone and one that is new, which may be the same.
struct rename {
    /// The table, by its new name.
    std::string table{};
    /// The column's new name; empty: the table itself was renamed.
    std::string column{};
    /// The name before.
    std::string before{};
};

/// What leads from one schema to another, in order.
struct plan {
    std::vector<step> steps{};
    /// Renames that are likely but were not declared: what they concern is dropped and created anew
    /// otherwise.
    std::vector<rename> probable_renames{};

    [[nodiscard]] bool empty() const { return steps.empty(); }
    /// Whether no word is needed and no row can be in the way.
    [[nodiscard]] bool safe() const {
        for (const step& each : steps)
            if (!each.safe()) return false;
        return true;
    }
};

/// How two schemas are compared.
struct diff_options {
    words allow{};
    /// Renames, beside those of `renamed_from`.
    std::vector<rename> renames{};
};

/// A plan for people: a line per step, then why, and what is in the way.
template <class = void>
std::string print(const plan& of) {
    std::string result;
    for (const step& each : of.steps) {
        (((result += name_of(each.what)) += " `") += each.name) += '`';
        std::string_view between = ": ";
        for (const std::string& reason : each.reasons) {
            (result += between) += reason;
            between = ", ";
        }
        result += '\n';
        for (const obstacle& in_the_way : each.obstacles) {
            result += "    ";
            if (in_the_way.lifted_by != word::none)
                ((result += "needs the word `") += name_of(in_the_way.lifted_by)) += "`: ";
            result += in_the_way.says;
            if (!in_the_way.query.empty()) result += ", where this finds rows: " + in_the_way.query;
            result += '\n';
        }
    }
    for (const rename& likely : of.probable_renames) {
        const bool column = !likely.column.empty();
        result += (column ? "is `" + likely.table + "." + likely.column : "is `" + likely.table) +
                  "` what `" + likely.before + "` was?\n";
    }
    return result;
}

/// The statements of a plan, in order.
template <class = void>
std::vector<std::string> statements(const plan& of) {
    std::vector<std::string> result;
    for (const step& each : of.steps)
        for (const std::string& sql : each.sql) result.push_back(sql);
    return result;
}

}  // namespace tenon::inline v0::schema
