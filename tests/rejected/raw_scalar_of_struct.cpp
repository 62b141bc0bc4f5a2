// expect: scalar() wants the type of one column: raw_sql<std::int64_t>(text)
#include <tenon/raw_sql.hpp>
#include "shop.hpp"

void read(tenon::database& db) {
#ifdef ACCEPTED
    auto id = db(tenon::raw_sql<std::int64_t>("SELECT id FROM customers")).scalar();
#else
    auto id = db(tenon::raw_sql<customer>("SELECT * FROM customers")).scalar();
#endif
}
