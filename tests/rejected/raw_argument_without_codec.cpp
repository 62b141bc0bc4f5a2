// expect: `:who` is given a type that no tenon::codec stores
#include <tenon/raw_sql.hpp>
#include "shop.hpp"

void erase(tenon::database& db, const customer& who) {
#ifdef ACCEPTED
    db(tenon::raw_sql<>("DELETE FROM orders WHERE customer_id = :who"), "who"_p = who.id);
#else
    db(tenon::raw_sql<>("DELETE FROM orders WHERE customer_id = :who"), "who"_p = who);
#endif
}
