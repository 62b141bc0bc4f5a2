// expect: `lines` has no foreign key to `customers`: declare foreign_key("...").references<customer>("...")
#include "related.hpp"

#ifdef ACCEPTED
using parent = order;
#else
using parent = customer;
#endif

auto lines(tenon::database& db, const std::vector<parent>& parents) {
    return tenon::children<line>(db, parents);
}
