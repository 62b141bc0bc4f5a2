// expect: table `lines` has no column `waht`; did you mean `what`?
#include "related.hpp"

auto lines(tenon::database& db, const std::vector<order>& orders) {
#ifdef ACCEPTED
    return tenon::children<line>(db, orders, "what"_c);
#else
    return tenon::children<line>(db, orders, "waht"_c);
#endif
}
