// expect: `:name` may be NULL, but its column is not optional
#include "shop.hpp"

void add(tenon::database& db, std::optional<std::string> name) {
    db(tenon::insert<customer>(), "name"_p = name, "email"_p = "ada@example.com");
}
