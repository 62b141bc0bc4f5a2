// expect: `id` of `orders` is no foreign key to `customers`
#include "related.hpp"

auto orders(tenon::database& db, const std::vector<customer>& customers) {
#ifdef ACCEPTED
    return tenon::children<&order::payer_id>(db, customers);
#else
    return tenon::children<&order::id>(db, customers);
#endif
}
