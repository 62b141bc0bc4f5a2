// SPDX-License-Identifier: BSL-1.0
#include "c_api.hpp"
#include "workloads.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace benchmark {

namespace {

constexpr auto new_user = tenon::insert<user>();

constexpr auto new_or_changed_user = tenon::insert<user>().with_key().on_conflict("id"_c).do_update(
    "name"_c = "excluded.name"_c, "email"_c = "excluded.email"_c, "score"_c = "excluded.score"_c,
    "note"_c = "excluded.note"_c);

constexpr auto new_score =
    tenon::update<user>().set("score"_c = "score"_p, "note"_c = "note"_p).where("id"_c == "id"_p);

// All workloads run in a transaction that is open already; a range of structs is a savepoint in it, one per
// batch.
std::int64_t insert_by_tenon(tenon::database& db, int operations) {
    const std::vector<user> batch = make_users();
    std::int64_t sum = 0;
    for (int pass = 0; pass < operations / user_count; ++pass) sum += db(new_user, batch).rows;
    return sum;
}

std::int64_t insert_by_hand(tenon::database& db, int operations) {
    const std::vector<user> batch = make_users();
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement = prepare(database,
                                      "INSERT INTO users (name, email, age, score, active, note, created) "
                                      "VALUES (?, ?, ?, ?, ?, ?, ?)");
    std::int64_t sum = 0;
    for (int pass = 0; pass < operations / user_count; ++pass)
        for (const user& it : batch) {
            bind_user(database, statement, 1, it);
            run(database, statement);
            sum += sqlite3_changes64(database);
        }
    sqlite3_finalize(statement);
    return sum;
}

std::int64_t upsert_by_tenon(tenon::database& db, int operations) {
    std::vector<user> batch = make_users();
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        user& it = batch[static_cast<std::size_t>(i % user_count)];
        it.id = i % user_count + 1;
        it.score += 1;
        sum += db(new_or_changed_user, it).rows;
    }
    return sum;
}

std::int64_t upsert_by_hand(tenon::database& db, int operations) {
    std::vector<user> batch = make_users();
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement =
        prepare(database,
                "INSERT INTO users (id, name, email, age, score, active, note, created) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                "email = excluded.email, score = excluded.score, note = excluded.note");
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        user& it = batch[static_cast<std::size_t>(i % user_count)];
        it.id = i % user_count + 1;
        it.score += 1;
        if (sqlite3_bind_int64(statement, 1, it.id) != SQLITE_OK) fail(database);
        bind_user(database, statement, 2, it);
        run(database, statement);
        sum += sqlite3_changes64(database);
    }
    sqlite3_finalize(statement);
    return sum;
}

std::int64_t update_by_tenon(tenon::database& db, int operations) {
    const std::optional<std::string> note = "changed, and too long to be held by a string itself";
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        const std::int64_t id = i % user_count + 1;
        sum += db(new_score, "score"_p = i * 0.5, "note"_p = note, "id"_p = id).rows;
    }
    return sum;
}

std::int64_t update_by_hand(tenon::database& db, int operations) {
    const std::optional<std::string> note = "changed, and too long to be held by a string itself";
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement = prepare(database, "UPDATE users SET score = ?, note = ? WHERE id = ?");
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        const std::int64_t id = i % user_count + 1;
        if (sqlite3_bind_double(statement, 1, i * 0.5) != SQLITE_OK) fail(database);
        if (note)
            bind_text(database, statement, 2, *note);
        else if (sqlite3_bind_null(statement, 2) != SQLITE_OK)
            fail(database);
        if (sqlite3_bind_int64(statement, 3, id) != SQLITE_OK) fail(database);
        run(database, statement);
        sum += sqlite3_changes64(database);
    }
    sqlite3_finalize(statement);
    return sum;
}

}  // namespace

const workload insert{"insert", insert_by_tenon, insert_by_hand};
const workload upsert{"upsert", upsert_by_tenon, upsert_by_hand};
const workload update{"update", update_by_tenon, update_by_hand};

}  // namespace benchmark
