// expect: view `shown`: its query yields no column `id`
#include <tenon/core.hpp>

#include <cstdint>

struct shown {
    std::int64_t id = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::view("shown", "SELECT 1 AS id");
#else
    static constexpr auto table = tenon::view("shown", "SELECT 1");
#endif
};

void make(tenon::database& db) { db.create<shown>(); }
