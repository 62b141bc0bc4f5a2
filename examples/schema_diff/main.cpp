// SPDX-License-Identifier: BSL-1.0

// schema_diff A.db B.db: prints what makes the schema of A that of B, and with --apply does it. The rows of A
// stay.
#include <tenon/migrate.hpp>

#include <fmt/core.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace schema = tenon::schema;

namespace {

constexpr std::string_view usage =
    "schema_diff A.db B.db [--apply] [--allow rename,drop,narrow,not_null] [--rename old=new]...\n"
    "  prints the plan that makes A's schema that of B\n"
    "  --apply    performs it on A, in one transaction\n"
    "  --allow    gives the words for what could lose something\n"
    "  --rename   table=new_name or table.column=new_name (with the table's new name)\n"
    "exit code: 0 no difference or applied, 1 differences, 2 failed\n";

struct arguments {
    std::vector<std::string> files{};
    bool apply = false;
    schema::diff_options how{};
};

bool give_words(schema::words& to, std::string_view list) {
    while (true) {
        const std::size_t end = list.find(',');
        if (!schema::give(to, list.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        list.remove_prefix(end + 1);
    }
}

bool add_rename(std::vector<schema::rename>& to, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) return false;
    const std::string before = text.substr(0, equals);
    const std::string after = text.substr(equals + 1);
    if (const std::size_t dot = before.find('.'); dot != std::string::npos)
        to.push_back({before.substr(0, dot), after, before.substr(dot + 1)});
    else
        to.push_back({after, {}, before});
    return true;
}

bool read(arguments& to, const std::vector<std::string>& given) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        const bool more = i + 1 < given.size();
        if (given[i] == "--apply")
            to.apply = true;
        else if (given[i] == "--allow" && more && give_words(to.how.allow, given[i + 1]))
            ++i;
        else if (given[i] == "--rename" && more && add_rename(to.how.renames, given[i + 1]))
            ++i;
        else if (given[i].rfind("--", 0) == 0)
            return false;
        else
            to.files.push_back(given[i]);
    }
    return to.files.size() == 2;
}

const schema::table* find(const schema::model& in, const std::string& table) {
    return schema::detail::find(in.tables, table);
}

/// What is wrong with a rename, if neither of its names is in A, or the new one is not in B: it would be
/// ignored, and what was meant by it be lost.
std::string fault_of(const schema::rename& given, const std::vector<schema::rename>& all,
                     const schema::model& from, const schema::model& to) {
    const schema::table* const after = find(to, given.table);
    if (after == nullptr) return "B has no table `" + given.table + '`';
    const schema::table* before = find(from, given.column.empty() ? given.before : given.table);
    for (const schema::rename& other : all)
        if (before == nullptr && other.column.empty() && other.table == given.table)
            before = find(from, other.before);
    if (before == nullptr) before = find(from, given.table);
    if (before == nullptr)
        return "A has no table `" + (given.column.empty() ? given.before : given.table) + '`';
    if (given.column.empty()) return {};
    if (schema::detail::find(after->columns, given.column) == nullptr)
        return "`" + given.table + "` of B has no column `" + given.column + '`';
    if (schema::detail::find(before->columns, given.before) == nullptr &&
        schema::detail::find(before->columns, given.column) == nullptr)
        return "`" + before->name + "` of A has no column `" + given.before + '`';
    return {};
}

/// Whether a plan does a rename; one whose new name is taken in A it does not.
bool does(const schema::plan& plan, const schema::rename& given) {
    const std::string name = given.table + (given.column.empty() ? "" : '.' + given.column);
    for (const schema::step& each : plan.steps) {
        const bool renames =
            each.what == schema::action::rename_table || each.what == schema::action::rename_column;
        if (renames && schema::detail::same_name(each.name, name) && !each.reasons.empty() &&
            schema::detail::same_name(each.reasons[0], "it was `" + given.before + '`'))
            return true;
    }
    return false;
}

/// Whether what shall be renamed is in A; it may have been renamed before.
bool is_in(const schema::model& in, const schema::rename& given) {
    if (given.column.empty()) return find(in, given.before) != nullptr;
    const schema::table* const of = find(in, given.table);
    return of != nullptr && schema::detail::find(of->columns, given.before) != nullptr;
}

tenon::sqlite::connection open(const std::string& path, bool writes) {
    tenon::sqlite::connection_options options;
    options.access = writes ? tenon::sqlite::access_mode::read_write : tenon::sqlite::access_mode::read_only;
    options.journal = tenon::sqlite::journal_mode::unchanged;
    return tenon::sqlite::connection(path, options);
}

int run(const arguments& given) {
    tenon::sqlite::connection other = open(given.files[1], false);
    const schema::model target = schema::inspect(other);
    tenon::sqlite::connection database = open(given.files[0], given.apply);
    const schema::model found = schema::inspect(database);
    for (const schema::rename& each : given.how.renames)
        if (const std::string fault = fault_of(each, given.how.renames, found, target); !fault.empty()) {
            fmt::print(stderr, "--rename: {}\n", fault);
            return 2;
        }
    const schema::plan plan = schema::diff(found, target, given.how);
    for (const schema::rename& each : given.how.renames)
        if (is_in(found, each) && !does(plan, each)) {
            fmt::print(stderr, "--rename: `{}` can't become `{}`, which is in A already\n", each.before,
                       each.column.empty() ? each.table : each.column);
            return 2;
        }
    fmt::print("{}", schema::print(plan));
    for (const std::string& sql : schema::statements(plan)) fmt::print("{};\n", sql);
    if (plan.empty()) fmt::print("no difference\n");
    if (!given.apply) return plan.empty() ? 0 : 1;
    schema::migrate_options how;
    static_cast<schema::diff_options&>(how) = given.how;
    const schema::plan done = schema::migrate(database, target, how);
    fmt::print("{} steps done\n", done.steps.size());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    arguments given;
    if (!read(given, {argv + 1, argv + argc})) {
        fmt::print(stderr, "{}", usage);
        return 2;
    }
    try {
        return run(given);
    } catch (const tenon::exception& failed) {
        fmt::print(stderr, "{}\n", failed.what());
        return 2;
    }
}
