// expect: a table needs a name
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;

    static constexpr auto table = tenon::table("");
};

void make(tenon::database& db) { db.create<customer>(); }
