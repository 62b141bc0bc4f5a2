// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/migrate.hpp>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Writes random schemas, changes them at random, and fills databases with random rows; the same for the same
/// seed.
class author {
public:
    explicit author(std::uint64_t seed) : random_(seed) {}

    tenon::schema::model write() {
        tenon::schema::model result;
        const std::size_t count = 1 + below(4);
        for (std::size_t i = 0; i < count; ++i) add_table(result);
        for (std::size_t i = below(3); i > 0; --i) add_index(result);
        if (chance(50)) add_view(result);
        if (chance(50)) add_trigger(result);
        return result;
    }

    /// The same with so many tables, and as many indexes.
    tenon::schema::model write(std::size_t tables) {
        tenon::schema::model result;
        for (std::size_t i = 0; i < tables; ++i) add_table(result);
        for (std::size_t i = 0; i < tables; ++i) add_index(result);
        for (std::size_t i = 0; i < tables / 10; ++i) add_view(result);
        for (std::size_t i = 0; i < tables / 10; ++i) add_trigger(result);
        return result;
    }

    /// One to five changes.
    tenon::schema::model change(tenon::schema::model from) {
        for (std::size_t i = 1 + below(5); i > 0; --i) change_once(from);
        keep_whole(from);
        return from;
    }

    /// Fills tables, parents first. Rows that constraints refuse are left out.
    void fill(tenon::sqlite::connection& to, const tenon::schema::model& of) {
        for (const tenon::schema::table& table : of.tables) {
            for (std::size_t row = below(12); row > 0; --row) insert(to, table);
            if (table.integer_key && chance(30))  // leaves a gap in the numbers
                to.execute("DELETE FROM " + quoted(table.name) + " WHERE rowid = (SELECT max(rowid) FROM " +
                           quoted(table.name) + ")");
        }
    }

    bool chance(std::size_t percent) { return below(100) < percent; }

private:
    static std::string quoted(std::string_view name) { return tenon::schema::detail::in_quotes(name); }
    std::size_t below(std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
    }
    template <class T>
    T& one_of(std::vector<T>& list) {
        return list[below(list.size())];
    }
    std::string_view pick(std::initializer_list<std::string_view> from) {
        return from.begin()[below(from.size())];
    }

    std::string fresh(std::string_view start) { return std::string(start) + std::to_string(++names_); }

    std::string type(bool strict) {
        if (strict) return std::string(pick({"INTEGER", "TEXT", "REAL", "BLOB", "ANY", "INT"}));
        return std::string(
            pick({"INTEGER", "TEXT", "REAL", "BLOB", "", "VARCHAR(20)", "NUMERIC", "DATETIME", "BIGINT"}));
    }

    void make_column(tenon::schema::column& to, const tenon::schema::table& in) {
        to.type = type(in.strict);
        to.default_value =
            chance(40) ? std::string(pick({"7", "'text'", "-1.5", "NULL", "(1 + 2)", "CURRENT_TIMESTAMP"}))
                       : std::string();
        if (in.strict && !to.default_value.empty())
            to.default_value = to.type == "TEXT" ? "'text'" : to.type == "BLOB" ? "x'01'" : "3";
        to.not_null = chance(25);
        to.collation = chance(20) ? std::string(pick({"NOCASE", "RTRIM"})) : std::string();
    }

    void add_column(tenon::schema::table& to) {
        tenon::schema::column next;
        next.name = fresh(chance(10) ? "odd \"name " : "c");
        make_column(next, to);
        if (chance(12) && to.columns.size() > 1) {
            next.generated = "lower(" + quoted(to.columns[1].name) + ")";
            next.stored = chance(50);
            next.default_value.clear();
            next.not_null = false;
            next.type = to.strict ? "TEXT" : next.type;
        }
        if (chance(50))
            to.columns.push_back(next);
        else
            to.columns.insert(to.columns.begin() + 1 + static_cast<std::ptrdiff_t>(below(to.columns.size())),
                              next);
    }

    void add_table(tenon::schema::model& to) {
        tenon::schema::table next;
        next.name = fresh("t");
        next.strict = chance(40);
        next.without_rowid = chance(15);
        tenon::schema::column key;
        key.name = "id";
        key.type = next.without_rowid ? "INT" : "INTEGER";
        key.not_null = next.without_rowid;
        next.columns.push_back(key);
        if (next.without_rowid || chance(80)) next.primary_key.terms.push_back({"id", false, {}, false});
        next.integer_key = !next.without_rowid && !next.primary_key.terms.empty();
        next.autoincrement = next.integer_key && chance(40);
        for (std::size_t i = 1 + below(4); i > 0; --i) add_column(next);
        if (chance(30)) add_check(next);
        if (chance(25)) add_unique(next);
        if (chance(60)) add_reference(next, to);
        to.tables.push_back(next);
    }

    void add_check(tenon::schema::table& to) {
        const std::string name = quoted(one_of(to.columns).name);
        to.checks.push_back({chance(50) ? fresh("check") : "", name + " IS NULL OR " + name + " <> " +
                                                                   std::to_string(below(3) == 0 ? 5 : 1000)});
    }

    void add_unique(tenon::schema::table& to) {
        tenon::schema::key next;
        next.terms.push_back({one_of(to.columns).name, false, chance(20) ? "NOCASE" : "", false});
        if (chance(30) && to.columns.size() > 1 && to.columns.back().name != next.terms[0].text)
            next.terms.push_back({to.columns.back().name, false, "", chance(30)});
        to.uniques.push_back(next);
    }

    void add_reference(tenon::schema::table& to, const tenon::schema::model& in) {
        std::vector<const tenon::schema::table*> parents;
        for (const tenon::schema::table& each : in.tables)
            if (!each.primary_key.terms.empty() && each.name != to.name) parents.push_back(&each);
        if (parents.empty()) return;
        tenon::schema::column next;
        next.name = fresh("ref");
        next.type = "INTEGER";
        tenon::schema::foreign_key key;
        key.columns = {next.name};
        key.target = parents[below(parents.size())]->name;
        if (chance(50)) key.target_columns = {"id"};
        key.on_delete = static_cast<tenon::reference_action>(below(4));
        key.on_update = static_cast<tenon::reference_action>(below(4));
        key.deferred = chance(20);
        to.columns.push_back(next);
        to.foreign_keys.push_back(key);
    }

    void add_index(tenon::schema::model& to) {
        tenon::schema::table& on = one_of(to.tables);
        tenon::schema::index next;
        next.name = fresh("i");
        next.table = on.name;
        const std::string name = one_of(on.columns).name;
        if (chance(30))
            next.terms.push_back({"hex(" + quoted(name) + ")", true, "", chance(50)});
        else
            next.terms.push_back({name, false, chance(20) ? "NOCASE" : "", chance(50)});
        next.unique = chance(10);
        if (chance(30)) next.where = quoted(name) + " IS NOT NULL";
        to.indexes.push_back(next);
    }

    void add_view(tenon::schema::model& to) {
        const tenon::schema::table& on = one_of(to.tables);
        tenon::schema::view next;
        next.name = fresh("v");
        next.sql = "CREATE VIEW " + next.name + " AS SELECT count(*) AS n, max(" +
                   quoted(on.columns[0].name) + ") FROM " + quoted(on.name);
        to.views.push_back(next);
    }

    void add_trigger(tenon::schema::model& to) {
        const tenon::schema::table& on = one_of(to.tables);
        const tenon::schema::table& other = one_of(to.tables);
        tenon::schema::trigger next;
        next.name = fresh("r");
        next.table = on.name;
        next.sql = "CREATE TRIGGER " + next.name + " AFTER DELETE ON " + quoted(on.name) +
                   " WHEN old.id > 100 BEGIN DELETE FROM " + quoted(other.name) + " WHERE id = old.id; END";
        to.triggers.push_back(next);
    }

    void change_once(tenon::schema::model& to) {
        tenon::schema::table& table = one_of(to.tables);
        tenon::schema::column& column = one_of(table.columns);
        const bool plain =
            column.name != "id" && column.generated.empty() && column.name.rfind("ref", 0) != 0;
        switch (below(17)) {
        case 0: return add_column(table);
        case 1: return add_column(table);
        case 2:
            if (column.name != "id") drop_column(to, table, column.name);
            return;
        case 3:
            if (plain) make_column(column, table);
            return;
        case 4:
            if (plain) column.not_null = !column.not_null;
            return;
        case 5: return add_table(to);
        case 6:
            if (to.tables.size() > 1) drop_table(to, std::string(table.name));
            return;
        case 7: return add_check(table);
        case 8: table.checks.clear(); return;
        case 9: return add_unique(table);
        case 10: table.uniques.clear(); return;
        case 11: return add_reference(table, to);
        case 12: table.foreign_keys.clear(); return;
        case 13: return add_index(to);
        case 14:
            if (plain) rename_column(to, std::string(table.name), column.name);
            return;
        case 15: return rename_table(to, std::string(table.name));
        default:
            to.indexes.clear();
            to.views.clear();
            if (chance(50)) to.triggers.clear();
        }
    }

    static bool uses(const tenon::schema::index& of, const std::string& table, const std::string& column) {
        if (of.table != table) return false;
        for (const tenon::schema::term& part : of.terms)
            if (part.text == column || tenon::schema::detail::mentions(part.text, column)) return true;
        return tenon::schema::detail::mentions(of.where, column);
    }

    void drop_column(tenon::schema::model& from, tenon::schema::table& table, const std::string& name) {
        const std::string gone = name;
        for (const tenon::schema::column& each : table.columns)
            if (tenon::schema::detail::mentions(each.generated, gone)) return;
        tenon::schema::detail::remove(table.columns, gone);
        std::erase_if(table.checks,
                      [&](const auto& c) { return tenon::schema::detail::mentions(c.expression, gone); });
        std::erase_if(table.uniques, [&](const auto& k) { return tenon::schema::detail::has_term(k, gone); });
        std::erase_if(table.foreign_keys, [&](const auto& k) { return k.columns[0] == gone; });
        std::erase_if(from.indexes, [&](const auto& i) { return uses(i, table.name, gone); });
    }

    static void drop_table(tenon::schema::model& from, const std::string& name) {
        tenon::schema::detail::remove(from.tables, name);
        for (tenon::schema::table& each : from.tables)
            std::erase_if(each.foreign_keys, [&](const auto& k) { return k.target == name; });
        std::erase_if(from.indexes, [&](const auto& i) { return i.table == name; });
        const auto speaks_of = [&](const auto& o) { return tenon::schema::detail::mentions(o.sql, name); };
        std::erase_if(from.views, speaks_of);
        std::erase_if(from.triggers, speaks_of);
    }

    void rename_column(tenon::schema::model& in, const std::string& table, const std::string& before) {
        const std::string old = before;
        tenon::schema::column* column =
            tenon::schema::detail::find(tenon::schema::detail::find(in.tables, table)->columns, old);
        if (!column->renamed_from.empty()) return;
        tenon::schema::detail::rename_column(in, table, old, fresh("n"));
        column->renamed_from = old;
    }

    void rename_table(tenon::schema::model& in, const std::string& before) {
        tenon::schema::table* table = tenon::schema::detail::find(in.tables, before);
        if (!table->renamed_from.empty()) return;
        tenon::schema::detail::rename_table(in, before, fresh("m"));
        table->renamed_from = before;
    }

    // A schema that SQLite refuses proves nothing.
    static void keep_whole(tenon::schema::model& of) {
        for (tenon::schema::table& each : of.tables)
            std::erase_if(each.foreign_keys, [&](const auto& k) {
                const auto* target = tenon::schema::detail::find(of.tables, k.target);
                return target == nullptr || target->primary_key.terms.empty();
            });
    }

    std::string value(const tenon::schema::table& in, const tenon::schema::column& of) {
        if (!of.not_null && chance(15)) return "NULL";
        for (const tenon::schema::foreign_key& key : in.foreign_keys)
            if (key.columns[0] == of.name)
                return "(SELECT id FROM " + quoted(key.target) + " ORDER BY random() LIMIT 1)";
        using tenon::schema::affinity;
        switch (tenon::schema::detail::affinity_of(of, in.strict)) {
        case affinity::integer: return std::string(pick({"1", "2", "3", "-9223372036854775807", "42"}));
        case affinity::real: return std::string(pick({"1.5", "2.0", "0.1", "1e300"}));
        case affinity::blob:
            return std::string(in.strict ? pick({"x''", "x'00ff'"}) : pick({"x'00ff'", "'b'", "5"}));
        case affinity::text:
            return std::string(pick({"'a'", "'B'", "'b '", "'007'", "'7'", "''", "'1.50'", "'\xc3\xa4'"}));
        default: return std::string(pick({"1", "'x'", "2.5", "x'01'", "'2020-01-01 00:00:00'"}));
        }
    }

    void insert(tenon::sqlite::connection& to, const tenon::schema::table& table) {
        std::string columns;
        std::string values;
        for (const tenon::schema::column& each : table.columns) {
            if (!each.generated.empty()) continue;
            if (each.name == "id" && table.integer_key && chance(50)) continue;
            columns += (columns.empty() ? "" : ", ") + quoted(each.name);
            values += (values.empty() ? "" : ", ") +
                      (each.name == "id" ? std::to_string(1 + below(50)) : value(table, each));
        }
        if (columns.empty()) return;
        try {
            to.execute("INSERT INTO " + quoted(table.name) + " (" + columns + ") VALUES (" + values + ")");
        } catch (const tenon::constraint_error&) {
        }
    }

    std::mt19937_64 random_;
    std::size_t names_ = 0;
};
