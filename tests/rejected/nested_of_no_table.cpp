// expect: `note` describes no table: give it a `static constexpr auto table = tenon::table(...)` or specialise tenon::table_of
#include <tenon/relations/nested.hpp>

#include "related.hpp"

struct note {
    std::int64_t order_id = 0;
};

#ifdef ACCEPTED
using inner = line;
#else
using inner = note;
#endif

auto notes(tenon::database& db) {
    return db(tenon::select(tenon::nested<inner, "n">("n.order_id"_c == "o.id"_c).as<"notes">())
                  .from<order, "o">())
        .all();
}
