// expect: view `shown`, line 1, column 11: found `FORM` where the end of the statement was expected; did you mean `FROM`?
#include <tenon/core.hpp>

#include <cstdint>

struct shown {
    std::int64_t id = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::view("shown", "SELECT id FROM people");
#else
    static constexpr auto table = tenon::view("shown", "SELECT id FORM people");
#endif
};

void make(tenon::database& db) { db.create<shown>(); }
