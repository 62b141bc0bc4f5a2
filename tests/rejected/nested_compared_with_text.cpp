// expect: the expression (nested rows) and the value (TEXT) can't be compared: their types differ
#include <tenon/relations/nested.hpp>

#include "related.hpp"

inline constexpr auto lines = tenon::nested<line, "l">("l.order_id"_c == "o.id"_c);

auto orders(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order, "o">().where("id"_c == 1)).all();
#else
    return db(tenon::select("id"_c).from<order, "o">().where(lines == "[]")).all();
#endif
}
