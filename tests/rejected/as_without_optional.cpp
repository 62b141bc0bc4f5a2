// expect: as(): column `phone` can be NULL: make the field a std::optional
#include "shop.hpp"

struct contact {
    std::string name;
#ifdef ACCEPTED
    std::optional<std::string> phone;
#else
    std::string phone;
#endif
};

auto contacts(tenon::database& db) { return db(tenon::select<customer>()).as<contact>().all(); }
