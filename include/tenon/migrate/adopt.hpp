// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/adopted_table.hpp>
#include <tenon/migrate/diff.hpp>
#include <tenon/migrate/settle.hpp>

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema {

/// A database as structs.
struct adoption {
    /// A header with the structs and a module that owns them.
    std::string header{};
    /// What a start of that module would do to the database: nothing.
    schema::plan plan{};
    /// How many rows each table has that became a struct.
    std::vector<std::pair<std::string, std::int64_t>> rows{};
    /// What stays in the database without a struct: tables, views, triggers, and what columns hold that their
    /// types don't.
    std::vector<std::string> notes{};
};

}  // namespace tenon::inline v0::schema

namespace tenon::inline v0::schema::detail {

class adopter {
public:
    adopter(sqlite::connection& on, std::string_view module_name)
        : on_(on), live_(inspect(on)), module_name_(module_name) {}

    adoption run() {
        choose_tables();
        for (adopted_table& each : tables_) each.make_columns(struct_names_);
        for (adopted_table& each : tables_) add_foreign_keys(each);
        for (const index& each : live_.indexes) add_index(each);
        describe_exactly();
        adoption result;
        result.plan = plan_now();
        result.header = header();
        for (const adopted_table& each : tables_) {
            result.rows.emplace_back(each.from->name, each.contents.rows);
            for (const std::string& note : each.left_out) notes_.push_back(each.from->name + ": " + note);
        }
        result.notes = notes_;
        return result;
    }

private:
    void choose_tables() {
        std::map<std::string, std::string> written;
        {
            sqlite::statement all = lease(
                on_, "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND sql IS NOT NULL");
            while (all.step()) written[std::string(all.reader().text(0))] = std::string(all.reader().text(1));
        }
        for (const table& each : live_.tables) {
            if (same_name(each.name, "tenon_modules") || same_name(each.name, "tenon_migrations")) continue;
            if (each.columns.empty() || each.columns.size() > 100) {
                notes_.push_back(each.name + ": stays without a struct, which has 1 to 100 fields");
                continue;
            }
            if (find(each.columns, "") != nullptr) {
                notes_.push_back(each.name + ": stays without a struct, for a column of it has no name");
                continue;
            }
            adopted_table& next = tables_.emplace_back();
            next.from = &each;
            next.written = written[each.name];
            next.name = struct_names_.add(each.name, "rows");
            next.contents = contents_of(on_, each);
        }
        std::string of_module = module_name_.substr(module_name_.rfind('.') + 1);
        if (struct_names_.is_given(of_module)) of_module += "_module";
        module_struct_ = struct_names_.add(of_module, "module");
        for (const virtual_table& each : live_.virtual_tables)
            later(create_virtual_table(each, each.name), "virtual table " + each.name);
    }

    // What no struct describes is made by `initial_sql`, in databases that are new.
    void later(const std::string& sql, const std::string& what) {
        initial_sql_ += sql + ";\n";
        notes_.push_back(what + ": made by initial_sql in a new database, kept where it is");
    }

    adopted_table* find_table(std::string_view name) {
        for (adopted_table& each : tables_)
            if (same_name(each.from->name, name)) return &each;
        return nullptr;
    }

    void add_foreign_keys(adopted_table& of) {
        for (const foreign_key& each : of.from->foreign_keys) {
            if (const adopted_table* target = find_table(each.target)) {
                of.add_foreign_key(each, target_columns(each, live_), *target);
            } else {
                of.as_written = true;
                of.left_out.push_back("not described: foreign key to " + each.target);
            }
        }
    }

    void add_index(const index& each) {
        adopted_table* const on = find_table(each.table);
        if (on == nullptr) return;
        if (!on->add_index(each)) later(create_index(each), "index " + each.name);
    }

    [[nodiscard]] model declared() const {
        std::vector<std::string> texts;
        for (const adopted_table& each : tables_) texts.push_back(each.create_sql());
        model result;
        for (const std::string& sql : texts) add_statement(result, sql);
        for (const index& each : live_.indexes)
            for (const adopted_table& on : tables_)
                for (const std::string& name : on.index_names())
                    if (same_name(name, each.name)) result.indexes.push_back(each);
        return result;
    }

    [[nodiscard]] schema::plan plan_now() const { return diff(live_, settle(declared(), live_, {}, {})); }

    // A table that the description alone would change is made as it was written.
    void describe_exactly() {
        for (const step& each : plan_now().steps) {
            const std::string name = each.name.substr(0, each.name.find('.'));
            for (const std::string& candidate : {each.name, name})
                if (adopted_table* changed = find_table(candidate)) changed->as_written = true;
        }
    }

    // Parents first, as far as there is an order; views and triggers of the database come last.
    [[nodiscard]] std::string header() {
        for (const view& each : live_.views) later(each.sql, "view " + each.name);
        for (const trigger& each : live_.triggers) later(each.sql, "trigger " + each.name);
        std::string result =
            "// Structs for an existing database, written by `adopt`; they are yours to change from here "
            "on.\n#pragma once\n\n#include <tenon/tenon.hpp>\n\n#include <cstddef>\n#include <cstdint>\n"
            "#include <optional>\n#include <string>\n#include <string_view>\n#include <vector>\n\n";
        for (const adopted_table& each : tables_) result += "struct " + each.name + ";\n";
        for (const adopted_table& each : tables_) result += '\n' + each.code();
        result += "\nstruct " + module_struct_ + " : tenon::database_module<" + cpp_text(module_name_);
        for (const adopted_table& each : tables_) result += ", " + each.name;
        result += "> {";
        if (!initial_sql_.empty())
            result +=
                "\n    // What has no struct, for databases that are new.\n    static constexpr "
                "std::string_view initial_sql = " +
                cpp_text(initial_sql_) + ";\n";
        return result + "};\n";
    }

    sqlite::connection& on_;
    model live_;
    std::string module_name_;
    std::string module_struct_;
    cpp_names struct_names_;
    std::list<adopted_table> tables_;
    std::string initial_sql_;
    std::vector<std::string> notes_;
};

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// Writes structs for a database that something else has made, and a module of that name which owns them.
/// Reads all rows once, to choose types by what is there. What a description can't say stands in the struct's
/// `as_written`, so that a start changes nothing.
inline adoption adopt(sqlite::connection& on, std::string_view module_name) {
    return detail::adopter(on, module_name).run();
}

}  // namespace tenon::inline v0::schema
