// expect: two results are called `who`
#include "shop.hpp"

auto both(tenon::database& db) {
    return db(tenon::select("name"_c.as<"who">(), "email"_c.as<"who">()).from<customer>()).all();
}
