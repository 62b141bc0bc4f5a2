// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/system_reason.hpp>
#include <tenon/migrate/diff.hpp>
#include <tenon/migrate/migration_directory.hpp>
#include <tenon/migrate/rebuild.hpp>
#include <tenon/migrate/settle.hpp>
#include <tenon/migrate/sql_text.hpp>
#include <tenon/tool/module_view.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::tool {

/// A comment can't have lines.
inline std::string in_lines_of_comment(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// Whether a model has a table, or what hangs on one, of that name.
inline bool has_name(const schema::model& in, std::string_view name) {
    using schema::detail::find;
    return find(in.tables, name) != nullptr || find(in.virtual_tables, name) != nullptr ||
           find(in.indexes, name) != nullptr || find(in.views, name) != nullptr ||
           find(in.triggers, name) != nullptr;
}

/// SQL with `{prefix}` in front of the module's tables and of what hangs on them, where these have a prefix
/// in this file: so that it fits every database of the program.
inline std::string with_place_of_prefix(std::string_view sql, const module_view& of,
                                        const schema::model& before, const schema::model& after) {
    using namespace schema::detail;
    if (of.prefix.empty()) return std::string(sql);
    const auto is_own = [&](std::string_view name) {
        if (name.size() <= of.prefix.size() || !same_name(name.substr(0, of.prefix.size()), of.prefix))
            return false;
        for (const std::string& other : of.declared.others)
            if (same_name(name, other)) return false;
        return has_name(before, name) || has_name(after, name);
    };
    std::string result;
    std::size_t copied = 0;
    bool sequence = false;  // the names of tables are texts there
    for (const token& at : tokens_of(sql)) {
        if (at.is(";")) sequence = false;
        const bool text = sequence && at.text[0] == '\'';
        if (!text && !is_name(at)) continue;
        std::string name = unquoted(at.text);
        sequence = sequence || (!text && same_name(name, "sqlite_sequence"));
        const bool rebuilt = name.compare(0, replacement_prefix.size(), replacement_prefix) == 0;
        const std::size_t begin = rebuilt ? replacement_prefix.size() : 0;
        if (!is_own(std::string_view(name).substr(begin))) continue;
        name.replace(begin, of.prefix.size(), "{prefix}");
        (result += sql.substr(copied, at.position - copied)) += text ? as_text(name) : in_quotes(name);
        copied = at.position + at.text.size();
    }
    return result += sql.substr(copied);
}

/// A plan as SQL that runs by itself: SQLite renames no table that a view or another table's trigger names,
/// so that these are dropped before a rebuild and made again.
inline std::string script_of(const schema::plan& plan, const schema::model& from, const schema::model& to) {
    using namespace schema::detail;
    using schema::action;
    std::string before;
    std::string after;
    const auto dropped_anyway = [&](action what, std::string_view name) {
        for (const schema::step& each : plan.steps)
            if (each.what == what && same_name(each.name, name)) return true;
        return false;
    };
    const bool rebuilds = std::any_of(plan.steps.begin(), plan.steps.end(),
                                      [](const schema::step& each) { return each.rebuild; });
    if (rebuilds) {
        for (const schema::trigger& each : from.triggers) {
            if (dropped_anyway(action::drop_trigger, each.name) ||
                dropped_anyway(action::rebuild_table, each.table))
                continue;
            before += "DROP TRIGGER " + in_quotes(each.name) + ";\n";
            if (find(to.triggers, each.name) != nullptr) after += each.sql + ";\n";
        }
        for (const schema::view& each : from.views) {
            if (dropped_anyway(action::drop_view, each.name)) continue;
            before += "DROP VIEW " + in_quotes(each.name) + ";\n";
            if (find(to.views, each.name) != nullptr) after.insert(0, each.sql + ";\n");
        }
    }
    std::string result = before;
    for (const schema::step& each : plan.steps) {
        std::string why = std::string(name_of(each.what)) + ' ' + each.name;
        std::string_view between = ": ";
        for (const std::string& reason : each.reasons) {
            (why += between) += reason;
            between = ", ";
        }
        result += "-- " + in_lines_of_comment(std::move(why)) + '\n';
        for (const schema::obstacle& in_the_way : each.obstacles)
            result += "-- beware: " + in_lines_of_comment(in_the_way.says) + '\n';
        for (const std::string& sql : each.sql) result += sql + ";\n";
    }
    return result + after;
}

/// What is written into the next migration's file: the way from the module's database to what the program
/// declares, and back.
inline std::string migration_text(const module_view& of, const schema::words& allow) {
    using namespace schema::detail;
    sqlite::connection copy = without_rows(of);
    schema::detail::module_start start(of.name, of.declared, allow, false);
    start.look(copy);
    tenon::detail::run_before(start, copy, of.written, false);
    start.look(copy);
    const schema::model live = schema::inspect(copy);
    const schema::model target = start.target();
    const schema::plan up = start.next();
    if (up.empty())
        return "-- The database is as the program declares it. What shall be changed goes here.\n\n-- "
               "down\n-- What undoes it goes here, if that can be undone.\n";
    std::string result = with_place_of_prefix(script_of(up, live, target), of, live, target);
    schema::diff_options back;
    back.allow = {.rename = true, .drop = true, .narrow = true, .not_null = true};
    for (const schema::step& each : up.steps)
        if (each.what == schema::action::rename_table) {
            for (const schema::table& old : live.tables)
                if (!each.reasons.empty() && each.reasons[0] == "it was `" + old.name + '`')
                    back.renames.push_back({old.name, {}, each.name});
        }
    result += "\n-- down\n";
    const bool loses = std::any_of(up.steps.begin(), up.steps.end(), [](const schema::step& each) {
        return std::any_of(each.obstacles.begin(), each.obstacles.end(), [](const schema::obstacle& other) {
            return other.lifted_by == schema::word::drop;
        });
    });
    if (loses) result += "-- What was dropped comes back empty.\n";
    return result +
           with_place_of_prefix(script_of(schema::diff(target, live, back), target, live), of, live, target);
}

/// Writes the next file of `directory`/MODULE, and returns its path. Throws `configuration_error` BAD_NAME,
/// CANNOT_WRITE_MIGRATION, and what the files there are refused for.
inline std::string write_migration(const module_view& of, const std::string& directory, std::string name,
                                   const std::string& text) {
    using namespace schema::detail;
    for (char& c : name) c = c == ' ' || c == '-' ? '_' : c;
    for (const char c : name)
        if (!tenon::detail::is_identifier_char(c))
            refuse_migration("BAD_NAME", "a migration's name has letters, digits and _");
    if (name.empty()) refuse_migration("BAD_NAME", "a migration needs a name");
    const std::size_t dot = of.name.rfind('.');
    const std::string into = directory + '/' + (dot == std::string::npos ? of.name : of.name.substr(dot + 1));
    for (const std::string& path : {directory, into}) ::mkdir(path.c_str(), 0777);
    std::int64_t last = of.written.all().empty() ? 0 : of.written.all().back().version;
    for (const std::string& file : files_of_sql(into))
        if (file != "init.sql") last = std::max(last, read_file_name(file).version);
    if (of.exists()) {
        sqlite::connection on = of.open(sqlite::access_mode::read_only);
        const auto applied = schema::applied_migrations(on, of.name);
        if (!applied.empty()) last = std::max(last, applied.back().version);
    }
    std::string path = into + '/' + schema::full_name(last + 1, name) + ".sql";
    std::FILE* const file = std::fopen(path.c_str(), "wbx");
    const bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if ((file != nullptr && std::fclose(file) != 0) || !written)
        refuse_migration("CANNOT_WRITE_MIGRATION",
                         "the file `" + path + "` can't be written: " + detail::system_reason(errno));
    return path;
}

}  // namespace tenon::inline v0::tool
