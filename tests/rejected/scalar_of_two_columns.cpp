// expect: scalar() wants a statement that yields one column
#include "shop.hpp"

std::int64_t first_id(tenon::database& db) {
    return db(tenon::select("id"_c, "name"_c).from<customer>().limit(1)).scalar();
}
