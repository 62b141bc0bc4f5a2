// expect: a list can't hold optional elements, because IN finds no NULL: leave the empty ones out
#include <tenon/raw_sql.hpp>
#include "shop.hpp"

#include <vector>

void erase(tenon::database& db, const std::vector<std::optional<std::int64_t>>& ids) {
    db(tenon::raw_sql<>("DELETE FROM orders WHERE id IN tenon_values(:ids)"), "ids"_p = ids);
}
