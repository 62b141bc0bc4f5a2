// expect: the field belongs to `order`, but the range holds `line`
#include "related.hpp"

auto customers(tenon::database& db, const std::vector<order>& orders, const std::vector<line>& lines) {
#ifdef ACCEPTED
    static_cast<void>(lines);
    return tenon::parents<&order::payer_id>(db, orders);
#else
    static_cast<void>(orders);
    return tenon::parents<&order::payer_id>(db, lines);
#endif
}
