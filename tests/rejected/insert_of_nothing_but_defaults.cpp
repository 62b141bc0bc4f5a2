// expect: an INSERT of defaults only is one row without ON CONFLICT: give a value
#include "shop.hpp"

struct note {
    std::optional<std::string> text{};

    static constexpr auto table = tenon::table("notes");
};

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::insert<note>().values());
#else
    return db(tenon::insert<note>().values().values());
#endif
}
