// expect: `orders` has several foreign keys to `customers`, `buyer_id` and `payer_id`: say which by its field, as in &order::buyer_id
#include "related.hpp"

auto orders(tenon::database& db, const std::vector<customer>& customers) {
#ifdef ACCEPTED
    return tenon::children<&order::buyer_id>(db, customers);
#else
    return tenon::children<order>(db, customers);
#endif
}
