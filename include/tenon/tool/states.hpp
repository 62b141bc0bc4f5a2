// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/tool/module_view.hpp>
#include <tenon/tool/output.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tenon::inline v0::tool {

inline std::string counted(std::size_t count, const char* what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

/// A module's line: its name, its file and how it is.
inline std::string headline(const module_view& of, const module_state& state, bool colours) {
    std::string says;
    colour how = colour::good;
    if (!state.problem.empty()) {
        says = state.problem_code + ": " + state.problem;
        how = colour::bad;
    } else if (state.is_current()) {
        says = "up to date";
    } else {
        how = colour::warning;
        if (!state.exists) says = "new";
        if (!state.waiting.empty())
            says +=
                (says.empty() ? "" : ", ") + counted(state.waiting.size(), "written migration") + " to run";
        if (!state.plan.empty())
            says += (says.empty() ? "" : ", ") + counted(state.plan.steps.size(), "step");
    }
    return in_colour(colour::strong, of.name, colours) + " (" + of.path +
           "): " + in_colour(how, says, colours) + '\n';
}

inline json_object json_of(const module_view& of, const module_state& state) {
    json_object result;
    result.add("module", of.name)
        .add("path", of.path)
        .add("exists", state.exists)
        .add("current", state.is_current())
        .raw("applied", json_list(state.applied,
                                  [](const schema::applied_migration& each) {
                                      return json_object()
                                          .add("name", each.name)
                                          .add("applied_at", each.applied_at)
                                          .add("checksum", each.checksum)
                                          .add("counted_only", each.counted_only)
                                          .text();
                                  }))
        .raw("waiting", json_list(state.waiting))
        .add("step_count", static_cast<long long>(state.plan.steps.size()));
    if (!state.untried.empty()) result.add("untried", state.untried);
    if (!state.problem.empty()) result.add("code", state.problem_code).add("problem", state.problem);
    return result;
}

/// `status` and `check`: how each module's database is; `check` fails where something is to be done.
inline int status(const std::vector<module_view>& modules, const schema::words& allow, bool json,
                  bool colours, bool checks) {
    std::string text;
    std::vector<std::string> objects;
    bool current = true;
    bool failed = false;
    for (const module_view& each : modules) {
        const module_state state = look_at(each, allow);
        current = current && state.is_current();
        failed = failed || !state.problem.empty();
        objects.push_back(json_of(each, state).text());
        text += headline(each, state, colours);
        if (checks) continue;
        for (const schema::applied_migration& done : state.applied)
            text += "  " + done.name + "  " +
                    in_colour(colour::faint,
                              done.applied_at + (done.counted_only ? " (counted as done)" : ""), colours) +
                    '\n';
        for (const std::string& name : state.waiting)
            text += "  " + in_colour(colour::warning, name + "  waiting", colours) + '\n';
    }
    print(json ? "{\"modules\": " + json_list(objects, [](const std::string& each) { return each; }) + "}\n"
               : text);
    if (!checks) return 0;
    return failed ? 2 : current ? 0 : 1;
}

}  // namespace tenon::inline v0::tool
