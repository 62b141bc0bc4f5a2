// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/applied.hpp>
#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/dependents.hpp>
#include <tenon/migrate/history.hpp>
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/left_by_files.hpp>
#include <tenon/migrate/migration_session.hpp>
#include <tenon/migrate/options.hpp>
#include <tenon/migrate/pragma_scope.hpp>
#include <tenon/migrate/recorded.hpp>
#include <tenon/migrate/violations.hpp>
#include <tenon/migrate/watch.hpp>
#include <tenon/migrate/way_back.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// What a failure of a written migration says: which one, and where in it.
[[noreturn, gnu::cold, gnu::noinline]] inline void raise_in_migration(error what, const std::string& name,
                                                                      std::string_view script) {
    std::string where = "migration `" + name + '`';
    const std::string_view rest = trimmed(what.sql);
    if (const std::size_t at = script.find(rest); !rest.empty() && at != std::string_view::npos) {
        std::size_t line = 1;
        for (const char c : script.substr(0, at)) line += c == '\n' ? 1 : 0;
        where += ", line " + std::to_string(line);
        std::size_t end = 0;
        while (end < rest.size() && rest[end] != ';') end = end_of_piece(rest, end);
        what.sql = std::string(rest.substr(0, end));
    }
    what.message = where + ": " + what.message + "; nothing of it was changed";
    raise(std::move(what));
}

/// How many migrations a transaction is for.
enum class written_count : unsigned char { one, several };

/// A transaction of written migrations: foreign keys are not enforced, but what they break is found before it
/// commits.
class written_transaction {
public:
    written_transaction(sqlite::connection& on, std::string_view module_name, const table_names& names,
                        const migrate_options& options, written_count count = written_count::one)
        : on_(on),
          module_(module_name),
          names_(names),
          foreign_keys_(on, "foreign_keys", false),
          watch_(on, options),
          transaction_(on),
          dependents_(on),
          count_(count) {
        if (count == written_count::several) before_.emplace(on);
    }

    /// What the database has now that nobody else can change it.
    [[nodiscard]] std::vector<applied_migration> applied() { return applied_migrations(on_, module_); }

    /// Runs a migration, or the way back, and notes that it did.
    void run(const written_migration& what, bool back, std::size_t done, std::size_t all) {
        const std::string name = full_name(what.version, what.name);
        const std::string script = names_.in_script(back ? what.down : what.up);
        watch_.report({.done = done, .steps = all, .migration = name});
        const model before = inspect(on_);
        dependents_.note(beside_declared(before));
        try {
            migration_session session(on_, &watch_, names_);
            if (const migration_step call = back ? what.run_down : what.run_up) {
                if (!before_) before_.emplace(on_);
                call(session);
            } else {
                run_script(session, script);
            }
            refuse_rollback(script);
            if (count_ == written_count::one)
                refuse_broken();
            else if (!dependents_.any_broken())
                breaks_.clear();
            else if (breaks_.empty())
                breaks_ = name;
        } catch (const cancelled_error& stopped) {
            watch_.rethrow();
            raise_in_migration(stopped.details(), name, script);
        } catch (const exception& failed) {
            raise_in_migration(failed.details(), name, script);
        }
        note(what, back, before, script.empty() ? "(in C++)" : script);
    }

    /// Notes a migration that need not run.
    void count(const written_migration& what) { note(what, false, inspect(on_), {}); }

    void commit() {
        if (const std::string added = before_ ? before_->added(on_) : std::string(); !added.empty())
            sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                         "foreign keys would be broken: " + added + "; nothing was changed", {},
                         on_.context());
        if (!breaks_.empty()) try {
                refuse_broken();
            } catch (const exception& failed) {
                raise_in_migration(failed.details(), breaks_, {});
            }
        watch_.report({});
        transaction_.commit();
    }

private:
    // What structs have declared comes from the structs that there are now when all is done.
    [[nodiscard]] model beside_declared(model all) {
        if ((all.views.empty() && all.triggers.empty()) || !has_history(on_)) return all;
        for (const std::string& last : texts_from(
                 on_,
                 "SELECT declared FROM main.tenon_migrations AS each WHERE version = (SELECT max(version) "
                 "FROM main.tenon_migrations WHERE module = each.module)")) {
            const model declared = parsed(last);
            for (const view& each : declared.views) remove(all.views, each.name);
            for (const trigger& each : declared.triggers) remove(all.triggers, each.name);
        }
        return all;
    }

    void refuse_broken() const {
        const std::string broken = dependents_.broken();
        if (broken.empty()) return;
        sqlite::fail(category::schema, "MIGRATION_BLOCKED",
                     broken + ", after it: drop it in the migration, or write it anew there", {},
                     on_.context());
    }

    void refuse_rollback(const std::string& script) const {
        if (!transaction_.active())
            sqlite::fail(category::query, "ROLLED_BACK", "it rolled its own transaction back", script,
                         on_.context());
    }

    // What was broken before is looked for only where something is broken: the script is undone for it, and
    // run again.
    void run_script(migration_session& session, const std::string& script) {
        if (before_) return session.execute(script);
        on_.execute("SAVEPOINT tenon_written");
        session.execute(script);
        refuse_rollback(script);
        if (violations(on_).any()) {
            on_.execute("ROLLBACK TO tenon_written");
            before_.emplace(on_);
            session.execute(script);
            refuse_rollback(script);
        }
        on_.execute("RELEASE tenon_written");
    }

    void note(const written_migration& what, bool back, const model& before, std::string_view steps) {
        history_row row;
        row.module_name = module_;
        row.name = (back ? std::string(undo) : std::string()) + full_name(what.version, what.name);
        row.checksum = what.checksum;
        row.steps = steps;
        record_beside_declared(on_, std::move(row), before);
    }

    sqlite::connection& on_;
    std::string module_;
    const table_names& names_;
    pragma_scope foreign_keys_;
    watch watch_;
    sqlite::transaction transaction_;
    dependents dependents_;
    written_count count_;
    std::string breaks_;                // the migration that has broken a view or a trigger
    std::optional<violations> before_;  // none: nothing is broken now
};

inline bool lacks_something(const error& what) {
    return what.message.find("no such ") != std::string::npos && (what.native_code & 0xFF) == SQLITE_ERROR;
}

/// In a database with nothing of the module the files run all together, if they can. Where one needs what
/// nobody has made they count as done: the tables come from the structs, of which `declared` has the names.
inline void run_in_new_database(sqlite::connection& on, std::string_view module_name, const migrations& all,
                                const migrate_options& options, const std::vector<std::string>* declared) {
    const std::vector<written_migration>& written = all.all();
    try {
        written_transaction work(on, module_name, all.names(), options, written_count::several);
        if (!work.applied().empty()) return;
        std::size_t done = 0;
        for (const written_migration& each : written) work.run(each, false, done++, written.size());
        return work.commit();
    } catch (const exception& failed) {
        if (!lacks_something(failed.details())) throw;
        if (declared != nullptr) refuse_undeclared(all, *declared, module_name, failed.details().message);
    }
    written_transaction work(on, module_name, all.names(), options, written_count::several);
    if (!work.applied().empty()) return;
    for (const written_migration& each : written) work.count(each);
    work.commit();
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// Runs the migrations that the database has not had yet, lowest number first, each in a transaction of its
/// own, and returns their names. `is_new` says that nothing of the module is in the database. Safe to be
/// called by several processes at once: each migration runs once.
/// Throws what is wrong with the history (UNKNOWN_MIGRATION, MIGRATION_CHANGED, MIGRATION_OUT_OF_ORDER), and
/// what makes a migration fail, which names it and its line: those before it have been done, of itself
/// nothing has. NOT_ALLOWED stands for transaction control, PRAGMA, ATTACH or VACUUM in it, MIGRATION_BLOCKED
/// for foreign keys that it breaks, and for views and triggers that worked before it and fail behind it;
/// NOT_DECLARED, where `declared` has the names of what the structs make, for what else a new database would
/// lack.
inline std::vector<std::string> run_written(sqlite::connection& on, std::string_view module_name,
                                            const migrations& written, bool is_new,
                                            const migrate_options& options = {},
                                            const std::vector<std::string>* declared = nullptr) {
    using namespace detail;
    const std::vector<written_migration>& all = written.all();
    std::vector<std::string> done;
    const std::vector<const written_migration*> waiting =
        pending(applied_migrations(on, module_name), all, module_name);
    if (waiting.empty()) return done;
    if (is_new) {
        for (const written_migration& each : all) done.push_back(full_name(each.version, each.name));
        run_in_new_database(on, module_name, written, options, declared);
        return done;
    }
    for (const written_migration* each : waiting) {
        written_transaction work(on, module_name, written.names(), options);
        const auto left = pending(work.applied(), all, module_name);
        if (left.empty()) break;
        if (left.front() != each) continue;  // another process has run it
        work.run(*each, false, done.size(), waiting.size());
        done.push_back(full_name(each->version, each->name));
        work.commit();  // nothing may fail behind it
    }
    return done;
}

/// Takes back the last `count` migrations, the highest number first, each in a transaction of its own, and
/// returns their names. Throws `schema_error` IRREVERSIBLE_MIGRATION, before anything is changed, where one
/// of them has no way back, and what `run_written` throws.
inline std::vector<std::string> roll_back(sqlite::connection& on, std::string_view module_name,
                                          const migrations& written, std::size_t count = 1,
                                          const migrate_options& options = {}) {
    using namespace detail;
    std::vector<applied_migration> applied = applied_migrations(on, module_name);
    static_cast<void>(pending(applied, written.all(), module_name));
    std::vector<const written_migration*> chosen;
    for (std::size_t i = applied.size(); i-- > 0 && chosen.size() < count;) {
        chosen.push_back(find_version(written.all(), applied[i].version));
        if (!chosen.back()->reversible)
            refuse_drift("IRREVERSIBLE_MIGRATION", module_name,
                         "the migration `" + applied[i].name +
                             "` has no way back: write one behind a line `-- down`, or restore a backup");
    }
    std::vector<std::string> done;
    for (const written_migration* each : chosen) {
        written_transaction work(on, module_name, written.names(), options);
        applied = work.applied();
        if (applied.empty() || applied.back().version != each->version) continue;
        work.run(*each, true, done.size(), chosen.size());
        done.push_back(full_name(each->version, each->name));
        work.commit();
    }
    return done;
}

}  // namespace tenon::inline v0::schema
