// SPDX-License-Identifier: BSL-1.0
#include <tenon/group_commit.hpp>
#include <tenon/tenon.hpp>

#include "../peers/cpp/c_api.hpp"
#include "../peers/cpp/tenon_tables.hpp"
#include "threads.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <string_view>

using namespace tenon::literals;

std::int64_t peers::allocations() noexcept { return 0; }

namespace {

constexpr std::int64_t users = 10'000;

constexpr auto user_by_id = tenon::select<peers::user>().where("id"_c == "id"_p);
constexpr auto new_score = tenon::update<peers::user>().set("score"_c = "score"_p).where("id"_c == "id"_p);

void fill(const char* path) {
    tenon::database db(path);
    db.create<peers::user, peers::order, peers::document, peers::result, peers::person, peers::post,
              peers::comment>();
    if (db(tenon::select(tenon::count()).from<peers::user>()).scalar() == 0)
        db(tenon::insert<peers::user>(), peers::make_users(1, users));
}

// Each read is a session with one select, each write a session with one update, or such a piece of a shared
// commit.
void by_tenon(const char* path, bool full, bool grouped, int readers, int writers, int milliseconds) {
    tenon::settings how;
    how.file = path;
    how.max_readers = readers > 0 ? readers : 1;
    how.sqlite.synchronous =
        full ? tenon::sqlite::synchronous_mode::full : tenon::sqlite::synchronous_mode::normal;
    tenon::registry<peers::bench> registry(how);
    registry.start();
    concurrency::run(
        readers, writers, milliseconds,
        [&](int number, auto go) {
            go([&](std::int64_t i) {
                auto session = registry.read_session<peers::bench>("read a user");
                if (session(user_by_id, "id"_p = peers::key_of(i + number * 997, users)).one().age < 0)
                    std::abort();
            });
        },
        [&](int number, auto go) {
            if (grouped) {
                go([&](std::int64_t i) {
                    registry.group_commit<peers::bench>("change a score", [&](auto& session) {
                        session(new_score, "score"_p = static_cast<double>(i),
                                "id"_p = peers::key_of(i + number * 997, users));
                    });
                });
                return;
            }
            go([&](std::int64_t i) {
                auto session = registry.integrity_session<peers::bench>("change a score");
                session(new_score, "score"_p = static_cast<double>(i),
                        "id"_p = peers::key_of(i + number * 997, users));
                session.commit();
            });
        });
}

using peers::by_hand::statement;

sqlite3* open(const char* path, bool full) {
    sqlite3* database = peers::by_hand::open(path);
    if (full) peers::by_hand::execute(database, "PRAGMA synchronous = FULL");
    return database;
}

struct writing_statements {
    explicit writing_statements(sqlite3* database)
        : begin(database, "BEGIN IMMEDIATE"),
          update(database, "UPDATE users SET score = ? WHERE id = ?"),
          commit(database, "COMMIT") {}

    void operator()(std::int64_t i, int number) {
        begin.step();
        update.bind(1, static_cast<double>(i));
        update.bind(2, peers::key_of(i + number * 997, users));
        update.step();
        commit.step();
    }

    statement begin, update, commit;
};

/// A connection for each reader; for the writers either one that they take in turn, as tenon has it, or one
/// each, which wait for each other by SQLite's busy handler.
void by_hand(const char* path, bool full, bool one_writer, int readers, int writers, int milliseconds) {
    std::mutex turn;
    sqlite3* shared = open(path, full);
    {
        writing_statements shared_statements(shared);
        concurrency::run(
            readers, writers, milliseconds,
            [&](int number, auto go) {
                sqlite3* database = open(path, full);
                {
                    statement begin(database, "BEGIN"), commit(database, "COMMIT");
                    statement select(database,
                                     "SELECT id, name, email, age, score, active, note, created FROM users "
                                     "WHERE id = ?");
                    go([&](std::int64_t i) {
                        begin.step();
                        select.bind(1, peers::key_of(i + number * 997, users));
                        if (!select.step()) peers::by_hand::fail(database);
                        const peers::user found{select.integer(0),       select.text(1),
                                                select.text(2),          select.integer(3),
                                                select.real(4),          select.integer(5) != 0,
                                                select.optional_text(6), select.integer(7)};
                        select.reset();
                        commit.step();
                        if (found.age < 0) std::abort();
                    });
                }
                sqlite3_close(database);
            },
            [&](int number, auto go) {
                if (one_writer) {
                    go([&](std::int64_t i) {
                        const std::lock_guard lock(turn);
                        shared_statements(i, number);
                    });
                    return;
                }
                sqlite3* database = open(path, full);
                {
                    writing_statements own(database);
                    go([&](std::int64_t i) { own(i, number); });
                }
                sqlite3_close(database);
            });
    }
    sqlite3_close(shared);
}

}  // namespace

// concurrency tenon|tenon_group|hand|hand_each normal|full <readers> <writers> <milliseconds> <database>
int main(int count, char** arguments) {
    if (count != 7) return 2;
    const std::string_view side = arguments[1];
    const bool full = arguments[2] == std::string_view("full");
    const int readers = std::atoi(arguments[3]), writers = std::atoi(arguments[4]);
    const int milliseconds = std::atoi(arguments[5]);
    try {
        fill(arguments[6]);
        if (side == "tenon" || side == "tenon_group")
            by_tenon(arguments[6], full, side == "tenon_group", readers, writers, milliseconds);
        else
            by_hand(arguments[6], full, side == "hand", readers, writers, milliseconds);
    } catch (const std::exception& failed) {
        std::fprintf(stderr, "%s\n", failed.what());
        return 1;
    }
}
