// expect: the statement has no placeholder `:mni`; did you mean `min`?
#include "shop.hpp"

auto big(tenon::database& db) {
    return db(tenon::select<order>().where("total"_c >= "min"_p), "mni"_p = 50).all();
}
