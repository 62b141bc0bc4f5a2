// SPDX-License-Identifier: BSL-1.0
#include "c_api.hpp"
#include "workloads.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace tenon::literals;

namespace benchmark {

namespace {

constexpr auto user_by_id = tenon::select<user>().where("id"_c == "id"_p);
constexpr auto all_users = tenon::select<user>();
constexpr auto addresses = tenon::select("id"_c, "name"_c, "email"_c).from<user>();

std::int64_t sum_of(const user& it) { return it.age + static_cast<std::int64_t>(it.name.size()); }

std::int64_t point_select_by_tenon(tenon::database& db, int operations) {
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        const std::int64_t id = i % user_count + 1;
        const user found = db(user_by_id, "id"_p = id).one();
        sum += sum_of(found);
    }
    return sum;
}

std::int64_t point_select_by_hand(tenon::database& db, int operations) {
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement = prepare(database,
                                      "SELECT id, name, email, age, score, active, note, created "
                                      "FROM users WHERE id = ?");
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        const std::int64_t id = i % user_count + 1;
        if (sqlite3_bind_int64(statement, 1, id) != SQLITE_OK) fail(database);
        if (sqlite3_step(statement) != SQLITE_ROW) fail(database);
        const user found = read_user(database, statement);
        if (sqlite3_reset(statement) != SQLITE_OK) fail(database);
        sum += sum_of(found);
    }
    sqlite3_finalize(statement);
    return sum;
}

std::int64_t scan_by_tenon(tenon::database& db, int operations) {
    std::int64_t sum = 0;
    for (int pass = 0; pass < operations / user_count; ++pass)
        for (const user& it : db(all_users)) sum += sum_of(it);
    return sum;
}

std::int64_t scan_by_hand(tenon::database& db, int operations) {
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement =
        prepare(database, "SELECT id, name, email, age, score, active, note, created FROM users");
    std::int64_t sum = 0;
    for (int pass = 0; pass < operations / user_count; ++pass) {
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
            const user it = read_user(database, statement);
            sum += sum_of(it);
        }
        if (code != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) fail(database);
    }
    sqlite3_finalize(statement);
    return sum;
}

std::int64_t views_by_tenon(tenon::database& db, int operations) {
    std::int64_t sum = 0;
    for (int pass = 0; pass < operations / user_count; ++pass)
        for (const auto& [id, name, email] : db(addresses).views())
            sum += id + static_cast<std::int64_t>(name.size() + email.size());
    return sum;
}

std::string_view view_of(sqlite3* database, sqlite3_stmt* statement, int column) {
    const unsigned char* text = sqlite3_column_text(statement, column);
    if (text == nullptr) fail(database);
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

std::int64_t views_by_hand(tenon::database& db, int operations) {
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement = prepare(database, "SELECT id, name, email FROM users");
    std::int64_t sum = 0;
    for (int pass = 0; pass < operations / user_count; ++pass) {
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
            const std::int64_t id = sqlite3_column_int64(statement, 0);
            const std::string_view name = view_of(database, statement, 1);
            const std::string_view email = view_of(database, statement, 2);
            sum += id + static_cast<std::int64_t>(name.size() + email.size());
        }
        if (code != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) fail(database);
    }
    sqlite3_finalize(statement);
    return sum;
}

}  // namespace

const workload point_select{"point_select", point_select_by_tenon, point_select_by_hand};
const workload scan{"scan", scan_by_tenon, scan_by_hand};
const workload views{"views", views_by_tenon, views_by_hand};

}  // namespace benchmark
