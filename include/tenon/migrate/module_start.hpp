// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/meta/version.hpp>
#include <tenon/migrate/declared.hpp>
#include <tenon/migrate/in_force.hpp>
#include <tenon/migrate/migration.hpp>
#include <tenon/migrate/settle.hpp>
#include <tenon/migrate/tracked_version.hpp>
#include <tenon/migrate/way_back.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Brings the database of a module to what the program declares, in three calls, each of which does nothing
/// where nothing is left to do: `is_current` looks, `migrate` changes what is there already in a transaction
/// of its own, `finish` creates what is missing inside the caller's.
template <class = void>
class basic_module_start {
public:
    basic_module_start(std::string_view module_name, declaration declared, const words& allow,
                       bool check_only);
    ~basic_module_start();
    basic_module_start(const basic_module_start&) = delete;
    basic_module_start& operator=(const basic_module_start&) = delete;

    /// Whether nothing has changed since this program, or one that declares the same, has started before:
    /// reads one row and SQLite's schema_version.
    [[nodiscard]] bool is_current(sqlite::connection& on);

    /// Changes tables that are there already; outside a transaction. Throws SCHEMA_DRIFT, DATABASE_NEWER,
    /// SCHEMA_PENDING, WORD_NEEDED, MIGRATION_BLOCKED and what the database reports.
    void migrate(sqlite::connection& on);

    /// Creates what is missing, inside the open transaction.
    void finish(sqlite::connection& on);

    /// Whether the file had tables of the module before the module knew it.
    [[nodiscard]] bool was_adopted(sqlite::connection& on) const;

    /// Whether a table is STRICT where its struct is.
    [[nodiscard]] bool is_strict(std::string_view name) const {
        return (' ' + lenient_).find(' ' + std::string(name) + ' ') == std::string::npos;
    }

    /// Looks at everything about the database that decides what is to be done; throws SCHEMA_DRIFT and
    /// DATABASE_NEWER.
    void look(sqlite::connection& on);

    /// What is to be done, and what the database shall become, as `look` has found it.
    [[nodiscard]] const plan& next() const { return plan_; }
    [[nodiscard]] model target() const { return settled(live_); }
    /// Whether nothing of the module is in the database, or only what something else has made.
    [[nodiscard]] bool is_new() const { return rows_.empty() && !has_tables(); }
    [[nodiscard]] bool is_adopting() const { return rows_.empty() && has_tables(); }
    [[nodiscard]] const std::string& module_name() const { return module_name_; }

    /// What the tables, views and triggers are called, and were, that modules of this file declare.
    [[nodiscard]] std::vector<std::string> declared_names() const {
        std::vector<std::string> result = declared_.others;
        for (const table& each : wanted_.tables) {
            result.push_back(each.name);
            if (!each.renamed_from.empty()) result.push_back(each.renamed_from);
        }
        for (const virtual_table& each : wanted_.virtual_tables) result.push_back(each.name);
        for (const view& each : wanted_.views) result.push_back(each.name);
        for (const trigger& each : wanted_.triggers) result.push_back(each.name);
        return result;
    }

    /// Makes the program another one than without it.
    void identify(std::string_view more) { program_ = hex_of(hash_of(program_ + std::string(more))); }

private:
    [[nodiscard]] bool has_tables() const {
        const model there = part_of(live_, wanted_);
        return !there.tables.empty() || !there.virtual_tables.empty();
    }

    // Whether a table that is not there yet is called so in the database.
    [[nodiscard]] bool is_older_name(std::string_view name) const {
        for (const table& each : wanted_.tables)
            if (same_name(each.renamed_from, name) && find(live_.tables, each.name) == nullptr) return true;
        return false;
    }

    // Takes out of a model what other modules of this file declare now.
    void give_away(model& from) const {
        for (const std::string& name : declared_.others)
            if (!is_older_name(name)) remove_table(from, name);
    }

    // What the program declares. No older name means a table that has been another module's all along.
    void want() {
        wanted_ = model_of(declared_);
        for (const std::string& name : declared_.others)
            for (table& each : wanted_.tables)
                if (same_name(each.renamed_from, name) && find(before_.tables, name) == nullptr)
                    each.renamed_from.clear();
    }

    [[nodiscard]] model settled(const model& live) const {
        return settle(wanted_, differ(live, wanted_, options_).rename_only(), before_, options_.allow);
    }

    // What a program wants that the live database already has is no drift: somebody has migrated by hand.
    void refuse_drift(sqlite::connection& on) const {
        if (rows_.empty() || options_.allow.drift) return;
        const history_row& last = rows_.back();
        model recorded = parsed(last.found);
        give_away(recorded);
        const model now = part_of(live_, recorded);
        if (fingerprint(now) == last.fingerprint_after || now == recorded || now == wanted_) return;
        plan changed = diff(recorded, now);
        for (step& each : changed.steps) each.obstacles.clear();  // it has happened
        changed.probable_renames.clear();
        refuse(on, "SCHEMA_DRIFT",
               "something else has changed the database since tenon did (" + last.applied_at +
                   "): undo that, describe it in the structs, or give the word `drift` to migrate from what "
                   "is there. "
                   "What was changed: " +
                   print(changed));
    }

    void refuse_older(sqlite::connection& on) const {
        if (options_.allow.older || plan_.empty()) return;
        std::size_t last = rows_.size();
        while (last > 0 && rows_[last - 1].program.empty()) --last;  // written migrations are nobody's
        if (last == 0 || rows_[last - 1].program == program_) return;
        for (const history_row& row : in_force(rows_))
            if (row.program == program_)
                refuse(
                    on, "DATABASE_NEWER",
                    "the database was migrated by a newer program (" + rows_.back().applied_at +
                        "): run that one, or give the word `older` to bring the database back. That would " +
                        print(plan_));
    }

    void refuse_pending(sqlite::connection& on) const {
        if (plan_.empty()) return;
        refuse(
            on, "SCHEMA_PENDING",
            "the database is not as the program declares it, and the settings say to check only: start with "
            "migrate = apply. That would " +
                print(plan_));
    }

    [[noreturn]] void refuse(sqlite::connection& on, std::string_view code, std::string message) const {
        error what;
        what.category = category::schema;
        what.code = code;
        what.message = std::move(message);
        what.purpose = on.context().purpose;
        what.module_name = module_name_;
        raise(std::move(what));
    }

    // What can be done in a transaction with foreign keys enforced.
    [[nodiscard]] bool creates_only() const {
        for (const step& each : plan_.steps) switch (each.what) {
            case action::create_table:
            case action::create_index:
            case action::create_view:
            case action::create_trigger:
            case action::drop_index:
            case action::drop_view:
            case action::drop_trigger: break;
            default: return false;
            }
        return true;
    }

    void record(sqlite::connection& on, const plan& done) {
        const model& declared = wanted_;
        const model after = part_of(inspect(on), declared);
        history_row row;
        row.module_name = module_name_;
        row.name = name_of_migration(on, done);
        row.steps = joined_lines(statements(done), '\n');
        row.checksum = hex_of(hash_of(row.steps));
        row.fingerprint_before = fingerprint(part_of(live_, declared));
        row.fingerprint_after = fingerprint(after);
        row.library = library_version;
        row.program = program_;
        row.declared = joined_lines(create_statements(declared), separator);
        row.found = joined_lines(create_statements(after), separator);
        row.lenient = lenient_;
        if (row.name == "diff") row.before = way_back(done, live_, declared, before_, options_.allow);
        make_history(on);
        row.cookie = schema_cookie(on);
        const bool same =
            !rows_.empty() && done.empty() &&
            (rows_.back().program.empty() || rows_.back().fingerprint_after == row.fingerprint_after);
        if (same)
            renew(on, row);
        else
            append_history(on, row, live_);
    }

    [[nodiscard]] std::string name_of_migration(sqlite::connection& on, const plan& done) const {
        if (!rows_.empty()) return done.empty() ? "drift" : "diff";
        return has_tables() ? "baseline" + tracked_version(on, live_) : "create";
    }

    // Nothing has happened but that the program is another, or that something unrelated has changed.
    void renew(sqlite::connection& on, const history_row& row) const {
        sqlite::statement update = lease(on,
                                         "UPDATE main.tenon_migrations SET program = ?1, declared = ?2, "
                                         "found = ?3, lenient = ?4, "
                                         "fingerprint_after = ?5, cookie = ?6 "
                                         "WHERE module = ?7 AND version = ?8");
        int at = 0;
        for (const std::string* text :
             {&row.program, &row.declared, &row.found, &row.lenient, &row.fingerprint_after})
            update.bind_text(++at, *text, lifetime::outlives);
        update.bind_integer(++at, row.cookie);
        update.bind_text(++at, module_name_, lifetime::outlives);
        update.bind_integer(++at, rows_.back().version);
        update.step();
    }

    std::string module_name_;
    declaration declared_;
    bool check_only_;
    migrate_options options_;
    std::string program_;
    std::string lenient_;
    // As `look` has found it:
    std::vector<history_row> rows_;
    model live_;
    model before_;
    model wanted_;
    plan plan_;
};
using module_start = basic_module_start<>;

}  // namespace tenon::inline v0::schema::detail
