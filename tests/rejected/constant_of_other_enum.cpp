// expect: `status` (door_state) and 0 (colour) can't be compared: their types differ
#include "shop.hpp"

enum class door_state : int { open, closed };
enum class colour : int { red, green };

struct door {
    std::int64_t id = 0;
    door_state status = door_state::open;

    static constexpr auto table = tenon::table("doors", tenon::primary_key("id"));
};

std::int64_t find(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<door>().where("status"_c == tenon::constant<door_state::open>))
        .scalar();
#else
    return db(tenon::select("id"_c).from<door>().where("status"_c == tenon::constant<colour::red>)).scalar();
#endif
}
