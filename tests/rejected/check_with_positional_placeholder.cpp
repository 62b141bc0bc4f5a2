// expect: `?` has no name: write `:name`
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("customers", tenon::check("length(name) > 0"));
#else
    static constexpr auto table = tenon::table("customers", tenon::check("length(name) > ?"));
#endif
};

void make(tenon::database& db) { db.create<customer>(); }
