// SPDX-License-Identifier: BSL-1.0
#include <tenon/test_database.hpp>

#include "c_api.hpp"
#include "workloads.hpp"

#include <cstdint>
#include <string>

// What a session around one statement costs, against BEGIN and COMMIT by hand: on a file with write-ahead
// logging, as a program has it. The database that workloads are given is not used.
namespace benchmark {
namespace {

using namespace tenon::literals;

struct people : tenon::database_module<"people", user> {
    static void initial_data(tenon::integrity_session<people>& session) {
        session(tenon::insert<user>(), make_users());
    }
};

constexpr auto by_id = tenon::select<user>().where("id"_c == "id"_p);
constexpr auto set_score = tenon::update<user>().set("score"_c = "score"_p).where("id"_c == "id"_p);

std::int64_t read_by_tenon(tenon::database&, int operations) {
    tenon::test_database<people> db;
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        auto session = db.read_session<people>("look up");
        sum += session(by_id, "id"_p = i % user_count + 1).one().age;
    }
    return sum;
}

std::int64_t write_by_tenon(tenon::database&, int operations) {
    tenon::test_database<people> db;
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        auto session = db.integrity_session<people>("set a score");
        sum += session(set_score, "score"_p = i * 0.25, "id"_p = i % user_count + 1).rows;
        session.commit();
    }
    return sum;
}

/// The same file, opened by hand.
struct by_hand {
    tenon::test_database<people> file;
    sqlite3* database = nullptr;

    explicit by_hand(int flags) {
        if (sqlite3_open_v2(file.path<people>().c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr) !=
            SQLITE_OK)
            fail(database);
        sqlite3_exec(database, "PRAGMA synchronous=normal", nullptr, nullptr, nullptr);
    }
    by_hand(const by_hand&) = delete;
    by_hand& operator=(const by_hand&) = delete;
    ~by_hand() { sqlite3_close_v2(database); }
};

std::int64_t read_by_hand(tenon::database&, int operations) {
    const by_hand open(SQLITE_OPEN_READONLY);
    sqlite3* const database = open.database;
    sqlite3_stmt* const begin = prepare(database, "BEGIN");
    sqlite3_stmt* const commit = prepare(database, "COMMIT");
    sqlite3_stmt* const statement = prepare(
        database, "SELECT id, name, email, age, score, active, note, created FROM users WHERE id = ?1");
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        run(database, begin);
        if (sqlite3_bind_int64(statement, 1, i % user_count + 1) != SQLITE_OK) fail(database);
        if (sqlite3_step(statement) != SQLITE_ROW) fail(database);
        sum += read_user(database, statement).age;
        sqlite3_reset(statement);
        run(database, commit);
    }
    for (sqlite3_stmt* const it : {begin, commit, statement}) sqlite3_finalize(it);
    return sum;
}

std::int64_t write_by_hand(tenon::database&, int operations) {
    const by_hand open(SQLITE_OPEN_READWRITE);
    sqlite3* const database = open.database;
    sqlite3_stmt* const begin = prepare(database, "BEGIN IMMEDIATE");
    sqlite3_stmt* const commit = prepare(database, "COMMIT");
    sqlite3_stmt* const statement = prepare(database, "UPDATE users SET score = ?1 WHERE id = ?2");
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        run(database, begin);
        if (sqlite3_bind_double(statement, 1, i * 0.25) != SQLITE_OK) fail(database);
        if (sqlite3_bind_int64(statement, 2, i % user_count + 1) != SQLITE_OK) fail(database);
        run(database, statement);
        sum += sqlite3_changes64(database);
        run(database, commit);
    }
    for (sqlite3_stmt* const it : {begin, commit, statement}) sqlite3_finalize(it);
    return sum;
}

}  // namespace

const workload read_session{"read_session", read_by_tenon, read_by_hand};
const workload write_session{"write_session", write_by_tenon, write_by_hand};

}  // namespace benchmark
