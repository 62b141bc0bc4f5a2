// expect: the rows of one INSERT give different columns
#include "shop.hpp"

void add(tenon::database& db) {
    db(tenon::insert<customer>()
           .values("name"_c = "Ada", "email"_c = "ada@example.com")
           .values("name"_c = "Bob", "email"_c = "bob@example.com", "phone"_c = "555"));
}
