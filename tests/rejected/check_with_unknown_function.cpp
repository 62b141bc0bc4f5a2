// expect: check("lenght(name) > 0"): character 1: there is no function `lenght`; did you mean `LENGTH`?
#include <tenon/core.hpp>

#include <string>

struct customer {
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::check("lenght(name) > 0"));
};

void make(tenon::database& db) { db.create<customer>(); }
