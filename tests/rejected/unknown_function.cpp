// expect: there is no function `JSON_EXTARCT`; did you mean `JSON_EXTRACT`?
#include "shop.hpp"

auto answer(tenon::database& db) {
    return db(tenon::select(tenon::detail::make_call<"JSON_EXTARCT">("name"_c)).from<customer>()).all();
}
