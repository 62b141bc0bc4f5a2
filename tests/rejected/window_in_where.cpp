// expect: SUM() with OVER can't stand in WHERE: it belongs in the results or ORDER BY of a SELECT
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().order_by(tenon::sum("total"_c).over())).all();
#else
    return db(tenon::select("id"_c).from<order>().where(tenon::sum("total"_c).over() > 1)).all();
#endif
}
