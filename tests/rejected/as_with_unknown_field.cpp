// expect: as(): the statement yields no column `mail`; did you mean `email`?
#include "shop.hpp"

struct contact {
    std::string name;
    std::string mail;
};

auto contacts(tenon::database& db) {
    return db(tenon::select("name"_c, "email"_c).from<customer>()).as<contact>().all();
}
