// SPDX-License-Identifier: BSL-1.0
#include "allocations.hpp"
#include "workloads.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// instructions                                    names the workloads
// instructions <workload> tenon|hand <operations>  runs one; prints its sum and its heap allocations
int main(int count, char** arguments) {
    using namespace benchmark;
    const workload all[] = {point_select, scan,   views,        join,         insert,
                            upsert,       update, read_session, write_session};
    if (count == 1) {
        for (const workload& it : all) std::puts(it.name);
        return 0;
    }
    if (count != 4) return 2;
    const std::string_view name = arguments[1];
    const bool by_tenon = arguments[2] == std::string_view("tenon");
    const int operations = std::atoi(arguments[3]);
    if (operations < user_count || operations % user_count != 0) return 2;

    for (const workload& it : all) {
        if (name != it.name) continue;
        tenon::database db(":memory:");
        fill(db);
        auto transaction = db.transaction();
        const std::int64_t before = allocations();
        const std::int64_t sum = (by_tenon ? it.by_tenon : it.by_hand)(db, operations);
        const std::int64_t after = allocations();
        transaction.commit();
        std::printf("%lld %lld\n", static_cast<long long>(sum), static_cast<long long>(after - before));
        return 0;
    }
    return 2;
}
