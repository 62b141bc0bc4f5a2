// expect: the type of `:tag` does not follow from where it stands: compare it with a column
#include "shop.hpp"

auto tagged(tenon::database& db) {
    return db(tenon::select("name"_c, "tag"_p).from<customer>(), "tag"_p = "new").all();
}
