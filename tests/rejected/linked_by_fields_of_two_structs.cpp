// expect: linked() wants two fields of one struct of links
#include "related.hpp"

auto followed(tenon::database& db, const std::vector<customer>& customers) {
#ifdef ACCEPTED
    return tenon::linked<&follow::followed_id, &follow::follower_id>(db, customers);
#else
    return tenon::linked<&follow::follower_id, &order::buyer_id>(db, customers);
#endif
}
