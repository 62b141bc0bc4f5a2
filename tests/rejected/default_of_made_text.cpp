// expect: default_ takes a number, a bool, an enum, a text or std::nullopt: give other values as the text that is stored
#include "shop.hpp"

struct note {
    std::int64_t id = 0;
    tenon::timestamp at{};

#ifdef ACCEPTED
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::default_("at", "2000-01-01 00:00:00.000000"));
#else
    static constexpr auto table =
        tenon::table("notes", tenon::primary_key("id"), tenon::default_("at", tenon::timestamp{}));
#endif
};

void create(tenon::database& db) { db.create<note>(); }
