// expect: `*` can't stand beside GROUP BY or an aggregate: list the grouped columns
#include "shop.hpp"

auto groups(tenon::database& db) { return db(tenon::select<order>().group_by("customer_id"_c)).all(); }
