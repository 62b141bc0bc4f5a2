// expect: index("emial DESC"): character 1: table `customers` has no column `emial`; did you mean `email`?
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string email;

#ifdef ACCEPTED
    static constexpr auto table = tenon::table("customers", tenon::index("email DESC"));
#else
    static constexpr auto table = tenon::table("customers", tenon::index("emial DESC"));
#endif
};

void make(tenon::database& db) { db.create<customer>(); }
