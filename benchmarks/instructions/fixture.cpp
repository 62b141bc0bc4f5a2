// SPDX-License-Identifier: BSL-1.0
#include "workloads.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace benchmark {

std::vector<user> make_users() {
    std::vector<user> users(user_count);
    for (int i = 0; i < user_count; ++i) {
        user& it = users[static_cast<std::size_t>(i)];
        const std::string number = std::to_string(i + 1);
        it.name = "the name of user number " + number;
        it.email = "user" + number + "@mail.example.com";
        it.age = i % 90;
        it.score = i * 0.5;
        it.active = i % 10 != 0;
        if (i % 2 == 0) it.note = "a note on user number " + number;
        it.created = 1'700'000'000 + i;
    }
    return users;
}

void fill(tenon::database& db) {
    db.create<user, order>();
    db(tenon::insert<user>(), make_users());
    std::vector<order> orders(static_cast<std::size_t>(user_count) * 10);
    for (std::size_t i = 0; i < orders.size(); ++i) {
        orders[i].user_id = static_cast<std::int64_t>(i % user_count) + 1;
        orders[i].total = static_cast<double>(i * 7 % 100);
    }
    db(tenon::insert<order>(), orders);
}

}  // namespace benchmark
