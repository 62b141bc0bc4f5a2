// expect: table `customers` has no column `mail`; did you mean `email`?
#include "shop.hpp"

struct sign_up {
    std::string name;
    std::string mail;
};

void add(tenon::database& db, const sign_up& form) { db(tenon::insert<customer>(), form); }
