// expect: there is no collation `NOCAS`: BINARY, NOCASE and RTRIM are built in
#include "shop.hpp"

auto sorted(tenon::database& db) {
    return db(tenon::select<customer>().order_by("name"_c.collate<"NOCAS">())).all();
}
