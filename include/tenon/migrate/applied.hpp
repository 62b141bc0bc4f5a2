// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/in_force.hpp>
#include <tenon/migrate/written_migration.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema {

/// A written migration that a database has.
struct applied_migration {
    std::int64_t version = 0;
    /// With its number: `001_split_names`.
    std::string name{};
    std::string checksum{};
    std::string applied_at{};
    /// It did not run: the database was made from the structs when the migration was there already.
    bool counted_only = false;
};

}  // namespace tenon::inline v0::schema

namespace tenon::inline v0::schema::detail {

/// The number in front of a name in the history; 0 where it is no written migration.
inline std::int64_t number_of(std::string_view name) {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < name.size() && i < 18; ++i) {
        if (name[i] == '_') return number;
        if (name[i] < '0' || name[i] > '9') return 0;
        number = number * 10 + (name[i] - '0');
    }
    return 0;
}

/// The written migrations that are in force after all that the history tells, the lowest number first.
inline std::vector<applied_migration> applied_in(const std::vector<history_entry>& history) {
    std::vector<applied_migration> result;
    for (const history_entry& each : history) {
        const bool back = each.name.compare(0, undo.size(), undo) == 0;
        const std::string name = back ? each.name.substr(undo.size()) : each.name;
        const std::int64_t version = number_of(name);
        if (version == 0) continue;
        auto at = result.begin();
        while (at != result.end() && at->version < version) ++at;
        const bool there = at != result.end() && at->version == version;
        if (back && there) result.erase(at);
        if (!back && !there)
            result.insert(at, {version, name, each.checksum, each.applied_at, each.steps.empty()});
    }
    return result;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_drift(const char* code, std::string_view module,
                                                                std::string words) {
    error what;
    what.category = category::schema;
    what.code = code;
    what.message = std::move(words);
    what.module_name = module;
    raise(std::move(what));
}

inline const written_migration* find_version(const std::vector<written_migration>& among,
                                             std::int64_t version) {
    for (const written_migration& each : among)
        if (each.version == version) return &each;
    return nullptr;
}

/// The migrations that have not run yet. Throws `schema_error` UNKNOWN_MIGRATION where the database has one
/// that the program has not, MIGRATION_CHANGED where its text is not what ran, and MIGRATION_OUT_OF_ORDER
/// where one with a higher number has run.
inline std::vector<const written_migration*> pending(const std::vector<applied_migration>& applied,
                                                     const std::vector<written_migration>& written,
                                                     std::string_view module) {
    for (const applied_migration& each : applied) {
        const written_migration* const same = find_version(written, each.version);
        if (same == nullptr)
            refuse_drift("UNKNOWN_MIGRATION", module,
                         "the database has the migration `" + each.name +
                             "`, which the program has not: the program is older than the database, or the "
                             "file was removed");
        if (same->checksum != each.checksum)
            refuse_drift("MIGRATION_CHANGED", module,
                         "the migration `" + full_name(same->version, same->name) +
                             "` is not what the database has had since " + each.applied_at +
                             ": put its text back as it was (checksum " + each.checksum +
                             "), and write what shall change into a new migration");
    }
    const std::int64_t last = applied.empty() ? 0 : applied.back().version;
    std::vector<const written_migration*> result;
    for (const written_migration& each : written) {
        bool done = false;
        for (const applied_migration& other : applied) done = done || other.version == each.version;
        if (done) continue;
        if (each.version < last)
            refuse_drift("MIGRATION_OUT_OF_ORDER", module,
                         "the migration `" + full_name(each.version, each.name) +
                             "` comes before one that the database has already, `" + applied.back().name +
                             "`: give it a number above " + std::to_string(last));
        result.push_back(&each);
    }
    return result;
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// The written migrations that a database has, the lowest number first; none where it has no history.
inline std::vector<applied_migration> applied_migrations(sqlite::connection& on,
                                                         std::string_view module_name) {
    return detail::applied_in(history(on, module_name));
}

}  // namespace tenon::inline v0::schema
