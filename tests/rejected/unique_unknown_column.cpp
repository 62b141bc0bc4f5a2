// expect: unique: table `customers` has no column `emial`; did you mean `email`?
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

struct customer {
    std::int64_t id = 0;
    std::string email;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("emial"));
};

void make(tenon::database& db) { db.create<customer>(); }
