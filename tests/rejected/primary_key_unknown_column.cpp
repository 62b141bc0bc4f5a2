// expect: primary_key: table `customers` has no column `ident`; did you mean `id`?
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

struct customer {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("ident"));
};

void make(tenon::database& db) { db.create<customer>(); }
