// expect: field `name` of table `notes` has a type that no tenon::codec
#include "shop.hpp"

struct note {
    std::int64_t id = 0;
#ifdef ACCEPTED
    std::string name{};
#else
    const char* name = "";
#endif

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"));
};

void create(tenon::database& db) { db.create<note>(); }
