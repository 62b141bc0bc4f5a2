// expect: `:n` is a container in one place and a single value in another
#include "shop.hpp"

auto run(tenon::database& db) {
    return db(tenon::select("id"_c).from<order>().where("id"_c.in("n"_p) || "id"_c == "n"_p)).all();
}
