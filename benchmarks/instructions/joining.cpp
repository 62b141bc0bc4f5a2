// SPDX-License-Identifier: BSL-1.0
#include "c_api.hpp"
#include "workloads.hpp"

#include <cstdint>
#include <string>

using namespace tenon::literals;

namespace benchmark {

namespace {

constexpr double least_total = 20;
constexpr std::int64_t most_rows = 5;

constexpr auto greatest_orders =
    tenon::select("u.name"_c, "o.total"_c)
        .from<order, "o">()
        .join<user, "u">("u.id"_c == "o.user_id"_c)
        .where("o.user_id"_c == "user"_p && "o.total"_c >= "least"_p && "u.active"_c)
        .order_by("o.total"_c.desc())
        .limit("most"_p);

std::int64_t join_by_tenon(tenon::database& db, int operations) {
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        const std::int64_t id = i % user_count + 1;
        for (const auto& [name, total] :
             db(greatest_orders, "user"_p = id, "least"_p = least_total, "most"_p = most_rows))
            sum += static_cast<std::int64_t>(name.size()) + static_cast<std::int64_t>(total);
    }
    return sum;
}

std::int64_t join_by_hand(tenon::database& db, int operations) {
    sqlite3* database = db.connection().handle();
    sqlite3_stmt* statement = prepare(database,
                                      "SELECT u.name, o.total FROM orders o JOIN users u ON u.id = o.user_id "
                                      "WHERE o.user_id = ? AND o.total >= ? AND u.active "
                                      "ORDER BY o.total DESC LIMIT ?");
    std::int64_t sum = 0;
    for (int i = 0; i < operations; ++i) {
        const std::int64_t id = i % user_count + 1;
        if (sqlite3_bind_int64(statement, 1, id) != SQLITE_OK) fail(database);
        if (sqlite3_bind_double(statement, 2, least_total) != SQLITE_OK) fail(database);
        if (sqlite3_bind_int64(statement, 3, most_rows) != SQLITE_OK) fail(database);
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
            const std::string name = read_text(database, statement, 0);
            const double total = sqlite3_column_double(statement, 1);
            sum += static_cast<std::int64_t>(name.size()) + static_cast<std::int64_t>(total);
        }
        if (code != SQLITE_DONE || sqlite3_reset(statement) != SQLITE_OK) fail(database);
    }
    sqlite3_finalize(statement);
    return sum;
}

}  // namespace

const workload join{"join", join_by_tenon, join_by_hand};

}  // namespace benchmark
