// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/run_written.hpp>
#include <tenon/migrate/undo_diff.hpp>
#include <tenon/tool/commands.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::tool {

/// The row of a module's last change, if it could be taken back; nothing where the history begins.
inline std::vector<schema::detail::history_row> last_change(const module_view& of, sqlite::connection& on) {
    using namespace schema::detail;
    std::vector<history_row> rows =
        in_force(has_history(on) ? read_history(on, of.name, false) : std::vector<history_row>());
    while (!rows.empty() && rows.back().name == "drift") rows.pop_back();
    if (rows.empty() || (number_of(rows.back().name) == 0 && rows.back().name != "diff")) return {};
    return {std::move(rows.back())};
}

/// Takes a module's last change back, whichever it was; returns its name, or nothing where there is none.
inline std::string take_back(const module_view& of, sqlite::connection& on, const request& how,
                             std::string& did) {
    using namespace schema::detail;
    const std::vector<history_row> last = last_change(of, on);
    if (last.empty()) return {};
    if (last.front().name != "diff") {
        const std::vector<std::string> done = schema::roll_back(on, of.name, of.written);
        return done.empty() ? std::string() : done.front();
    }
    did = schema::print(schema::undo_diff(on, of.name, last.front().version, how.allow));
    return name_of_diff(last.front().version);
}

/// Throws MODULE_NEEDED where several modules have a change that could be taken back.
inline void refuse_several(const request& of) {
    std::string names;
    std::size_t count = 0;
    for (const module_view& each : of.modules) {
        if (!each.exists()) continue;
        sqlite::connection on = each.open(sqlite::access_mode::read_only);
        if (last_change(each, on).empty()) continue;
        names += (count++ == 0 ? "" : ", ") + each.name;
    }
    if (count > 1)
        schema::detail::refuse_migration("MODULE_NEEDED", "several modules have changes to take back (" +
                                                              names +
                                                              "): say of which, rollback --module MODULE");
}

/// `rollback`: takes changes back, the last first.
inline int rollback(const request& of) {
    refuse_several(of);
    std::vector<std::string> all;
    for (const module_view& each : of.modules) {
        if (!each.exists()) continue;
        sqlite::connection on = each.open(sqlite::access_mode::read_write);
        for (int i = 0; i < of.count; ++i) {
            std::string did;
            const std::string name = take_back(each, on, of, did);
            if (name.empty()) break;
            all.push_back(name);
            if (!of.json) print(each.name + ": took " + name + " back\n" + did);
        }
    }
    if (of.json)
        print(json_object().raw("rolled_back", json_list(all)).text() + '\n');
    else if (all.empty())
        print("nothing to take back\n");
    return 0;
}

}  // namespace tenon::inline v0::tool
