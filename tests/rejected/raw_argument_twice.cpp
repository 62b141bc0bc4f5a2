// expect: `:id` is given twice
#include <tenon/raw_sql.hpp>
#include "shop.hpp"

void erase(tenon::database& db) {
    db(tenon::raw_sql<>("DELETE FROM orders WHERE id = :id"), "id"_p = 1, "id"_p = 2);
}
