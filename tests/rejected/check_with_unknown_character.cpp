// expect: is no part of SQL
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("customers", tenon::check("length(name) > 0"));
#else
    static constexpr auto table = tenon::table("customers", tenon::check("name # 1"));
#endif
};

void make(tenon::database& db) { db.create<customer>(); }
