// expect: `what` of `lines` is no foreign key of a single column
#include "related.hpp"

auto orders(tenon::database& db, const std::vector<line>& lines) {
#ifdef ACCEPTED
    return tenon::parents<&line::order_id>(db, lines);
#else
    return tenon::parents<&line::what>(db, lines);
#endif
}
