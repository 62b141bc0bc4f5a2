// expect: `pairs` of WITH names another number of columns than its query yields
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::with<"pairs", "a">(tenon::select("id"_c).from<order>()).select("a"_c).from<"pairs">())
        .all();
#else
    return db(tenon::with<"pairs", "a", "b">(tenon::select("id"_c).from<order>())
                  .select("a"_c)
                  .from<"pairs">())
        .all();
#endif
}
