// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/migrations.hpp>
#include <tenon/tenon.hpp>

#include "changed_file.hpp"

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace guest_book {

struct person {
    std::int64_t id = 0;
    std::string first{};
    std::string last{};

    static constexpr auto table = tenon::table("people", tenon::primary_key("id"), tenon::autoincrement,
                                               tenon::check("first <> ''"), tenon::index("last"));
};

// What a visit was before the third migration.
struct visit_v1 {
    std::int64_t id = 0;
    std::int64_t person_id = 0;
    double hours = 0;

    static constexpr auto table =
        tenon::table("visits", tenon::primary_key("id"),
                     tenon::foreign_key("person_id").references<person>("id").on_delete(tenon::cascade));
};

struct visit {
    std::int64_t id = 0;
    std::int64_t person_id = 0;
    std::int64_t minutes = 0;

    static constexpr auto table =
        tenon::table("visits", tenon::primary_key("id"),
                     tenon::foreign_key("person_id").references<person>("id").on_delete(tenon::cascade));
};

struct remark {
    std::int64_t id = 0;
    std::string text{};

    static constexpr auto table = tenon::table("remarks", tenon::primary_key("id"));
};

inline void count_in_minutes(tenon::migration_session& session) {
    tenon::convert_rows<visit_v1, visit>(session, [](const visit_v1& old) {
        return visit{old.id, old.person_id, std::llround(old.hours * 60)};
    });
}

inline void add_files(tenon::migrations& to) {
    to.add({"001_split_names.sql", R"(
        ALTER TABLE people ADD COLUMN first TEXT NOT NULL DEFAULT '';
        ALTER TABLE people ADD COLUMN last TEXT NOT NULL DEFAULT '';
        UPDATE people SET first = substr(name, 1, instr(name, ' ') - 1), last = substr(name, instr(name, ' ') + 1);)"});
    to.add({"002_no_names.sql", R"(
        CREATE TABLE fresh (id INTEGER PRIMARY KEY AUTOINCREMENT, first TEXT NOT NULL, last TEXT NOT NULL);
        INSERT INTO fresh SELECT id, first, last FROM people;
        UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'people') WHERE name = 'fresh';
        DROP TABLE people;
        ALTER TABLE fresh RENAME TO people;)"});
    to.add(3, "count_in_minutes", &count_in_minutes);
}

inline constexpr std::string_view initial_data =
    "INSERT INTO people (first, last) VALUES ('Ada', 'Lovelace')";

/// A module with migrations that lead on from what a database has.
struct leading_on : tenon::database_module<"test.shop", person, visit, remark> {
    static void functions(tenon::sqlite::connection& on) { changed_file::use_small_cache(on); }
    static void migrations(tenon::migrations& to) {
        add_files(to);
        to.add({"init.sql", initial_data});
    }
};

/// A module with migrations that make most of its database.
struct from_nothing : tenon::database_module<"test.shop", person, visit, remark> {
    static void functions(tenon::sqlite::connection& on) { changed_file::use_small_cache(on); }
    static void migrations(tenon::migrations& to) {
        to.add({"001_people.sql",
                "CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, first TEXT NOT "
                "NULL, last TEXT NOT NULL) STRICT;"
                "INSERT INTO people (first, last) VALUES ('Alan', 'Turing');"});
        to.add({"002_visits.sql",
                "CREATE TABLE visits (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL "
                "REFERENCES people (id) ON DELETE CASCADE, minutes INTEGER NOT NULL) STRICT;"
                "INSERT INTO visits VALUES (7, 1, 90);"});
        to.add({"init.sql", initial_data});
    }
};

inline std::string filled(int rows) {
    return std::string(R"(
        CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);
        CREATE TABLE visits (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
                             hours REAL NOT NULL);
        CREATE TABLE log (what TEXT NOT NULL);
        CREATE INDEX visits_person ON visits (person_id);
        CREATE TRIGGER visit_gone AFTER DELETE ON visits BEGIN INSERT INTO log VALUES (old.id); END;
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < )") +
           std::to_string(rows) +
           ") INSERT INTO people (name) SELECT 'guest' || i || ' ' || hex(zeroblob(40)) FROM n;"
           "INSERT INTO visits (person_id, hours) SELECT p.id, p.id * n.i / 4.0 "
           "FROM people p, (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3) n;"
           "DELETE FROM people WHERE id = " +
           std::to_string(rows);
}

/// Written migrations on a filled database: a transaction each.
class written final : public changed_file {
public:
    static constexpr const char* name = "written migrations";
    static constexpr int transactions = 3;
    static constexpr bool may_fail_when_done = false;
    static constexpr int sample = 5;

    explicit written(tenon::sqlite::journal_mode journal, int rows = 60) : changed_file(journal) {
        fill(filled(rows));
        add_files(all_);
        watch_states();
    }

    void change(const std::function<void()>& done = [] {}) const override {
        tenon::sqlite::connection on(path(), options());
        use_small_cache(on);
        tenon::schema::run_written(on, "test.shop", all_, false);
        done();
    }

private:
    tenon::migrations all_;
};

// What comes after the last COMMIT of a start may fail, too: the next start finds all done.
template <class Module>
void start(const changed_file& on, const std::function<void()>& done) {
    tenon::settings how;
    how.directory = on.directory();
    how.sqlite = on.options();
    tenon::registry<Module> db(how);
    db.start();
    done();
}

/// The start of a program on a filled database that something else has made: its history begins, three
/// migrations, what the structs want more, and that no initial data is wanted.
class started final : public changed_file {
public:
    static constexpr const char* name = "starts";
    static constexpr int transactions = 6;
    static constexpr bool may_fail_when_done = true;
    static constexpr int sample = 5;

    explicit started(tenon::sqlite::journal_mode journal, int rows = 60) : changed_file(journal) {
        fill(filled(rows));
        watch_states();
    }

    void change(const std::function<void()>& done = [] {}) const override { start<leading_on>(*this, done); }
};

/// The first start of a program, where there is no file: all that is written, what the structs want more, and
/// the initial data.
class started_first final : public changed_file {
public:
    static constexpr const char* name = "first starts";
    static constexpr int transactions = 3;
    static constexpr bool may_fail_when_done = true;
    static constexpr int sample = 5;

    explicit started_first(tenon::sqlite::journal_mode journal, int = 0) : changed_file(journal) {
        watch_states();
    }

    void change(const std::function<void()>& done = [] {}) const override {
        start<from_nothing>(*this, done);
    }
};

}  // namespace guest_book
