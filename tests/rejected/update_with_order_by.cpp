// expect: UPDATE takes no ORDER BY
#include "shop.hpp"

auto pay_oldest(tenon::database& db) {
    return db(tenon::update<order>().set("status"_c = state::paid).order_by("created_at"_c)).rows;
}
