// expect: table `lines` has no column `ordr_id`; did you mean `order_id`?
#include <tenon/relations/nested.hpp>

#include "related.hpp"

auto lines(tenon::database& db) {
#ifdef ACCEPTED
    constexpr auto condition = "l.order_id"_c == "o.id"_c;
#else
    constexpr auto condition = "l.ordr_id"_c == "o.id"_c;
#endif
    return db(tenon::select(tenon::nested<line, "l">(condition).as<"lines">()).from<order, "o">()).all();
}
