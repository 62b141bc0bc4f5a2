// expect: arguments of raw SQL are named, as in "name"_p = value
#include <tenon/raw_sql.hpp>
#include "shop.hpp"

void erase(tenon::database& db) { db(tenon::raw_sql<>("DELETE FROM orders WHERE id = :id"), 5); }
