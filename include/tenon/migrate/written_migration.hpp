// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/migration_file.hpp>
#include <tenon/migrate/table_names.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

class migration_session;

/// A step of a migration that is written in C++.
using migration_step = void (*)(migration_session&);

}  // namespace tenon::inline v0

namespace tenon::inline v0::schema {

/// A migration that somebody wrote: SQL, or steps in C++.
struct written_migration {
    std::int64_t version = 0;
    std::string name{};
    /// Of the file's whole text, or of a step's version and name.
    std::string checksum{};
    std::string up{};
    std::string down{};
    bool reversible = false;
    migration_step run_up = nullptr;
    migration_step run_down = nullptr;
};

/// The migration as people name it: `001_split_names`.
inline std::string full_name(std::int64_t version, std::string_view name) {
    std::string number = std::to_string(version);
    if (number.size() < 3) number.insert(0, 3 - number.size(), '0');
    return number + '_' + std::string(name);
}

}  // namespace tenon::inline v0::schema

namespace tenon::inline v0 {

/// The migrations of a module, in the order of their numbers: a module fills it in `static void
/// migrations(tenon::migrations& to)`.
class migrations {
public:
    /// Adds a file, `init.sql` among them. Throws `configuration_error` BAD_MIGRATION_NAME, EMPTY_MIGRATION
    /// without a statement, DOUBLED_DOWN with two lines `-- down`, UNCLEAR_DOWN with one that says so in
    /// other words, and DUPLICATE_MIGRATION for a number that is taken.
    migrations& add(const migration_file& file) {
        using namespace schema::detail;
        if (file.name == "init.sql") {
            initial_sql_ = file.text;
            return *this;
        }
        const numbered_name named = read_file_name(file.name);
        const file_parts parts = split(file.text);
        if (parts.doubled)
            refuse_migration("DOUBLED_DOWN", "the migration `" + std::string(file.name) +
                                                 "` has two lines `-- down`; one ends what leads upward");
        if (!parts.unclear.empty())
            refuse_migration("UNCLEAR_DOWN",
                             "the migration `" + std::string(file.name) + "` has a line `" +
                                 std::string(parts.unclear) +
                                 "`: what leads back stands behind a line `-- down` and nothing else; what "
                                 "is no such line needs other words");
        if (!has_statement(parts.up))
            refuse_migration("EMPTY_MIGRATION", "the migration `" + std::string(file.name) +
                                                    "` holds no statement" +
                                                    (parts.has_down ? " before its line `-- down`" : ""));
        schema::written_migration made;
        made.version = named.version;
        made.name = named.name;
        made.checksum = checksum(file.text);
        made.up = parts.up;
        made.down = parts.down;
        made.reversible = parts.has_down;
        insert(std::move(made));
        return *this;
    }

    /// Adds files, such as the constants that CMake's `tenon_migrations` makes.
    template <class Files>
        requires requires(const Files& files) { static_cast<const migration_file&>(*std::begin(files)); }
    migrations& add(const Files& files) {
        for (const migration_file& file : files) add(file);
        return *this;
    }

    /// Adds a step in C++, with its number among the files', and perhaps what undoes it. Its text can't be
    /// compared: give what is changed a new number.
    migrations& add(std::int64_t version, std::string_view name, migration_step up,
                    migration_step down = nullptr) {
        if (version <= 0)
            schema::detail::refuse_migration("BAD_MIGRATION_NAME", "the migration `" + std::string(name) +
                                                                       "` has to have a number above 0");
        schema::written_migration made;
        made.version = version;
        made.name = name;
        made.checksum = schema::detail::checksum("step " + schema::full_name(version, name));
        made.run_up = up;
        made.run_down = down;
        made.reversible = down != nullptr;
        insert(std::move(made));
        return *this;
    }

    /// All of them, the lowest number first.
    [[nodiscard]] const std::vector<schema::written_migration>& all() const { return all_; }
    /// What `init.sql` holds.
    [[nodiscard]] const std::string& initial_sql() const { return initial_sql_; }

    /// How tables are called in the database: a registry says so.
    void set_names(schema::detail::table_names names) { names_ = std::move(names); }
    [[nodiscard]] const schema::detail::table_names& names() const { return names_; }

private:
    void insert(schema::written_migration made) {
        const auto at = std::lower_bound(
            all_.begin(), all_.end(), made.version,
            [](const schema::written_migration& a, std::int64_t version) { return a.version < version; });
        if (at != all_.end() && at->version == made.version)
            schema::detail::refuse_migration(
                "DUPLICATE_MIGRATION", "two migrations have the number " + std::to_string(made.version) +
                                           ": `" + schema::full_name(at->version, at->name) + "` and `" +
                                           schema::full_name(made.version, made.name) +
                                           "`; give one of them the next free number");
        all_.insert(at, std::move(made));
    }

    std::vector<schema::written_migration> all_;
    std::string initial_sql_;
    schema::detail::table_names names_;
};

}  // namespace tenon::inline v0
