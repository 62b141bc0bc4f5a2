// expect: `:phone` may be NULL, which equals nothing: compare by is_not_distinct_from()
#include "shop.hpp"

auto find(tenon::database& db, std::optional<std::string> phone) {
#ifdef ACCEPTED
    return db(tenon::select<customer>().where("phone"_c.is_not_distinct_from("phone"_p)), "phone"_p = phone)
        .all();
#else
    return db(tenon::select<customer>().where("phone"_c == "phone"_p), "phone"_p = phone).all();
#endif
}
