// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/model.hpp>
#include <tenon/migrate/parse.hpp>
#include <tenon/migrate/written_migration.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// A table, view or trigger that written migrations make, and which of them.
struct made_by_file {
    std::string name{};
    std::string kind{};
    std::string migration{};
};

/// The statements of a script.
template <class = void>
std::vector<std::string> statements_in(std::string_view script) {
    std::vector<std::string> result(1);
    for (const char c : script) {
        result.back() += c;
        if (c == ';' && sqlite3_complete(result.back().c_str()) != 0) result.emplace_back();
    }
    return result;
}

/// Reads what a script makes, renames and drops; what is in its C++ nobody knows.
template <class = void>
void follow_script(std::vector<made_by_file>& to, std::string_view script, const std::string& file) {
    for (const std::string& sql : statements_in(script)) {
        token_reader in(sql);
        if (in.take("CREATE")) {
            if (in.take("TEMP") || in.take("TEMPORARY")) continue;
            in.take("VIRTUAL");
            std::string kind;
            for (const char* const each : {"table", "view", "trigger"})
                if (in.take(each)) kind = each;
            if (kind.empty()) continue;
            if (in.take("IF", "NOT")) in.skip();
            std::string name = in.qualified_name();
            if (find(to, name) == nullptr) to.push_back({std::move(name), std::move(kind), file});
        } else if (in.take("DROP")) {
            if (!in.take("TABLE") && !in.take("VIEW") && !in.take("TRIGGER")) continue;
            in.take("IF", "EXISTS");
            remove(to, in.qualified_name());
        } else if (in.take("ALTER", "TABLE")) {
            const std::string name = in.qualified_name();
            if (!in.take("RENAME", "TO")) continue;
            for (made_by_file& each : to)
                if (same_name(each.name, name)) each.name = in.name();
        }
    }
}

/// What the files leave behind, all of them run.
template <class = void>
std::vector<made_by_file> left_by(const migrations& all) {
    std::vector<made_by_file> result;
    for (const written_migration& each : all.all())
        follow_script(result, all.names().in_script(each.up), full_name(each.version, each.name));
    return result;
}

/// Throws NOT_DECLARED where a new database would lack what only the files make, which can't run in it, as
/// `why` says: what no struct declares and `init.sql` does not make.
template <class = void>
void refuse_undeclared(const migrations& all, const std::vector<std::string>& declared,
                       std::string_view module_name, std::string why) {
    std::vector<made_by_file> initial;
    follow_script(initial, all.names().in_script(all.initial_sql()), {});
    for (const made_by_file& each : left_by(all)) {
        bool known = find(initial, each.name) != nullptr;
        for (const std::string& name : declared) known = known || same_name(name, each.name);
        if (known) continue;
        why = why.substr(0, why.find("; "));  // without what to do about it
        error what;
        what.category = category::schema;
        what.code = "NOT_DECLARED";
        what.message = "the " + each.kind + " `" + each.name + "`, which the migration `" + each.migration +
                       "` makes, would be missing in a new database: the migrations can't all run there (" +
                       why +
                       "), and no struct declares it. Declare it, make it in init.sql, with IF NOT "
                       "EXISTS, or drop it in another migration; nothing was changed";
        what.module_name = module_name;
        raise(std::move(what));
    }
}

}  // namespace tenon::inline v0::schema::detail
