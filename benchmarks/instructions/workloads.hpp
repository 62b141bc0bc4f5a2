// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/core.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace benchmark {

struct user {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    std::int64_t age = 0;
    double score = 0;
    bool active = true;
    std::optional<std::string> note;
    std::int64_t created = 0;

    static constexpr auto table = tenon::table("users", tenon::primary_key("id"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    double total = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"), tenon::foreign_key("user_id").references<user>("id"),
                     tenon::index("user_id"));
};

/// Rows of `users` before a workload runs, and the size of its batches and passes; each user has 10 orders.
inline constexpr int user_count = 1000;

/// Users without keys: both texts beyond what a std::string holds in itself, every second one with a note.
std::vector<user> make_users();

/// Makes the tables with `user_count` users and their orders.
void fill(tenon::database& db);

/// One job twice: by the library and by hand. Each takes the number of operations, a multiple of
/// `user_count`, and returns a sum over what it read or changed, which must agree.
struct workload {
    const char* name;
    std::int64_t (*by_tenon)(tenon::database& db, int operations);
    std::int64_t (*by_hand)(tenon::database& db, int operations);
};

extern const workload point_select, scan, views;
extern const workload join;
extern const workload insert, upsert, update;
extern const workload read_session, write_session;

}  // namespace benchmark
