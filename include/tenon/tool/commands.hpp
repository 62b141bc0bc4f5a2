// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/adopt.hpp>
#include <tenon/migrate/diagram.hpp>
#include <tenon/tool/module_view.hpp>
#include <tenon/tool/new_migration.hpp>
#include <tenon/tool/output.hpp>
#include <tenon/tool/states.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::tool {

/// What the command line was given.
struct request {
    std::vector<module_view> modules{};
    schema::words allow{};
    bool json = false;
    bool colours = false;
    std::string name{};       // of a new migration
    std::string directory{};  // of the migrations
    std::string file{};
    std::string output{};
    std::string format{};
    std::string module_name{};
    int count = 1;
};

inline std::string json_of(const schema::step& each) {
    return json_object()
        .add("action", name_of(each.what))
        .add("name", each.name)
        .add("rebuild", each.rebuild)
        .add("safe", each.safe())
        .raw("why", json_list(each.reasons))
        .raw("needs", json_list(each.obstacles,
                                [](const schema::obstacle& other) {
                                    return json_object()
                                        .add("word", name_of(other.lifted_by))
                                        .add("says", other.says)
                                        .add("query", other.query)
                                        .text();
                                }))
        .raw("sql", json_list(each.sql))
        .text();
}

/// How many rows a query finds in the real database; -1: it can't tell.
inline std::int64_t count_rows(const module_view& of, const std::string& query) {
    if (query.empty() || !of.exists()) return -1;
    try {
        sqlite::connection on = of.open(sqlite::access_mode::read_only);
        return schema::detail::number_from(on, "SELECT count(*) FROM (" + query + ')');
    } catch (const exception&) {
        return -1;
    }
}

inline std::string people_read(const schema::step& each, const module_view& of, bool colours) {
    std::string result = "  " + std::string(name_of(each.what)) + ' ' +
                         in_colour(colour::strong, each.name, colours) + " (" +
                         (each.rebuild ? "rebuild" : "in place");
    std::string_view between = "): ";
    for (const std::string& reason : each.reasons) {
        (result += between) += reason;
        between = ", ";
    }
    result += each.reasons.empty() ? ")\n" : "\n";
    for (const schema::obstacle& other : each.obstacles) {
        const std::int64_t rows = count_rows(of, other.query);
        if (rows == 0) continue;
        const bool lifted = other.lifted_by != schema::word::none;
        std::string line = lifted ? "needs the word `" + std::string(name_of(other.lifted_by)) + "`: "
                                  : std::string("blocked if there are rows: ");
        line += other.says;
        if (rows > 0) line += " (" + std::to_string(rows) + " rows: " + other.query + ")";
        result += "    " + in_colour(lifted ? colour::warning : colour::bad, line, colours) + '\n';
    }
    for (const std::string& sql : each.sql)
        result += "    " + in_colour(colour::faint, sql + ';', colours) + '\n';
    return result;
}

/// `plan`: what a start would do, without doing it.
inline int plan(const request& of) {
    std::string text;
    bool failed = false;
    std::vector<std::string> json;
    for (const module_view& each : of.modules) {
        const module_state state = look_at(each, of.allow);
        failed = failed || !state.problem.empty();
        json.push_back(json_of(each, state)
                           .raw("steps", json_list(state.plan.steps,
                                                   [](const schema::step& step) { return json_of(step); }))
                           .text());
        text += headline(each, state, of.colours);
        for (const std::string& name : state.waiting) text += "  run " + name + " (written)\n";
        if (!state.untried.empty())
            text +=
                "  what comes after them is not known, for they fail without rows: " + state.untried + '\n';
        for (const schema::step& step : state.plan.steps) text += people_read(step, each, of.colours);
        for (const schema::rename& likely : state.plan.probable_renames)
            text += "  is `" + likely.table + (likely.column.empty() ? "" : '.' + likely.column) +
                    "` what `" + likely.before + "` was? Then say renamed_from, or give the word `rename`\n";
    }
    print(of.json ? "{\"modules\": " + json_list(json, [](const std::string& each) { return each; }) + "}\n"
                  : text);
    return failed ? 2 : 0;
}

/// `new`: writes the next migration's file from what differs.
inline int new_file(const request& of) {
    if (of.modules.size() != 1)
        schema::detail::refuse_migration("MODULE_NEEDED", "say for which module: new NAME --module MODULE");
    const module_view& module = of.modules.front();
    const std::string path = write_migration(module, of.directory, of.name, migration_text(module, of.allow));
    print(of.json ? json_object().add("path", path).text() + '\n' : path + '\n');
    return 0;
}

inline schema::model model_for(const request& of) {
    if (!of.file.empty()) {
        sqlite::connection on = open_file(of.file);
        return schema::inspect(on);
    }
    schema::model all;
    for (const module_view& each : of.modules) {
        schema::model next = schema::detail::model_of(each.declared);
        for (schema::table& other : next.tables) all.tables.push_back(std::move(other));
    }
    return all;
}

/// `diagram`: of the structs, or of a database.
inline int diagram(const request& of) {
    const schema::model model = model_for(of);
    const std::string text = of.format == "dot" ? schema::dot(model) : schema::mermaid(model);
    print(of.json ? json_object().add("diagram", text).text() + '\n' : text);
    return 0;
}

inline std::string json_of(const schema::table& of) {
    return json_object()
        .add("name", of.name)
        .add("strict", of.strict)
        .add("without_rowid", of.without_rowid)
        .add("autoincrement", of.autoincrement)
        .raw("columns", json_list(of.columns,
                                  [&](const schema::column& each) {
                                      return json_object()
                                          .add("name", each.name)
                                          .add("type", each.type)
                                          .add("not_null", each.not_null)
                                          .add("default", each.default_value)
                                          .add("generated", each.generated)
                                          .add("primary_key",
                                               schema::detail::has_term(of.primary_key, each.name))
                                          .text();
                                  }))
        .raw("foreign_keys", json_list(of.foreign_keys,
                                       [](const schema::foreign_key& key) {
                                           return json_object()
                                               .raw("columns", json_list(key.columns))
                                               .add("table", key.target)
                                               .raw("references", json_list(key.target_columns))
                                               .text();
                                       }))
        .text();
}

inline void inspect_one(const request& of, std::vector<std::string>& json, const std::string& title,
                        sqlite::connection& on, std::string_view module_name) {
    schema::model model = schema::inspect(on);
    for (const char* own : {"tenon_modules", "tenon_migrations"}) schema::detail::remove(model.tables, own);
    const std::vector<schema::history_entry> history = schema::history(on, module_name);
    if (!of.json) {
        print(in_colour(colour::strong, "-- " + title, of.colours) + '\n' + schema::print(model));
        return;
    }
    json.push_back(
        json_object()
            .add("name", title)
            .add("fingerprint", fingerprint(model))
            .add("version", static_cast<long long>(history.empty() ? 0 : history.back().version))
            .raw("tables", json_list(model.tables, [](const schema::table& each) { return json_of(each); }))
            .raw("sql", json_list(schema::create_statements(model)))
            .text());
}

/// `inspect`: the schemas as they are.
inline int inspect(const request& of) {
    std::vector<std::string> json;
    if (!of.file.empty()) {
        sqlite::connection on = open_file(of.file);
        inspect_one(of, json, of.file, on, {});
    } else {
        for (std::size_t i = 0; i < of.modules.size(); ++i) {
            const module_view& each = of.modules[i];
            if (!each.exists()) continue;
            bool shown = false;  // to people, as another module's that is in the same file
            for (std::size_t other = 0; other < i; ++other)
                shown = shown || (!of.json && of.modules[other].path == each.path);
            if (shown) continue;
            std::string title = each.name;
            for (std::size_t other = i + 1; other < of.modules.size(); ++other)
                if (!of.json && of.modules[other].path == each.path) title += ", " + of.modules[other].name;
            sqlite::connection on = each.open(sqlite::access_mode::read_only);
            inspect_one(of, json, title, on, each.name);
        }
    }
    if (of.json)
        print("{\"databases\": " + json_list(json, [](const std::string& each) { return each; }) + "}\n");
    return 0;
}

/// `adopt`: structs for a database that something else has made.
inline int adopt(const request& of) {
    sqlite::connection on = open_file(of.file);
    std::string name = of.module_name;
    if (name.empty()) {
        name = of.file.substr(of.file.rfind('/') + 1);
        name = name.substr(0, name.rfind('.'));
    }
    const schema::adoption adopted = schema::adopt(on, name);
    if (!of.output.empty()) {
        std::FILE* const file = std::fopen(of.output.c_str(), "wbx");
        const bool written = file != nullptr && std::fwrite(adopted.header.data(), 1, adopted.header.size(),
                                                            file) == adopted.header.size();
        if ((file != nullptr && std::fclose(file) != 0) || !written)
            schema::detail::refuse_migration(
                "CANNOT_WRITE", "the file `" + of.output + "` can't be written, or is there already");
    }
    if (of.json) {
        print(json_object()
                  .add("header", adopted.header)
                  .raw("rows", json_list(adopted.rows,
                                         [](const std::pair<std::string, std::int64_t>& each) {
                                             return json_object()
                                                 .add("table", each.first)
                                                 .add("rows", static_cast<long long>(each.second))
                                                 .text();
                                         }))
                  .raw("steps",
                       json_list(adopted.plan.steps, [](const schema::step& each) { return json_of(each); }))
                  .raw("notes", json_list(adopted.notes))
                  .text() +
              '\n');
        return adopted.plan.empty() ? 0 : 1;
    }
    if (of.output.empty()) print(adopted.header);
    const auto say = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
    for (const auto& [table, rows] : adopted.rows) say(table + ": " + std::to_string(rows) + " rows");
    for (const std::string& note : adopted.notes) say(note);
    say(adopted.plan.empty() ? "a start with these structs would change nothing"
                             : "a start with these structs would\n" + schema::print(adopted.plan));
    return adopted.plan.empty() ? 0 : 1;
}

}  // namespace tenon::inline v0::tool
