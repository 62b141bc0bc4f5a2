// expect: a range of structs can't be given to a statement that yields rows: run it for one at a time
#include "shop.hpp"

#include <vector>

auto add(tenon::database& db, const std::vector<customer>& all) {
    return db(tenon::insert<customer>().returning("id"_c), all).all();
}
