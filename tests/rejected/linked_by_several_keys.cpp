// expect: `follows` has several foreign keys to `customers`, `follower_id` and `followed_id`: say which by its field, as in &follow::follower_id
#include "related.hpp"

auto followed(tenon::database& db, const std::vector<customer>& customers) {
#ifdef ACCEPTED
    return tenon::linked<&follow::follower_id, &follow::followed_id>(db, customers);
#else
    return tenon::linked<customer, follow>(db, customers);
#endif
}
