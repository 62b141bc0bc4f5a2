// expect: line 1, column 41: column `total` of `orders` needs a value: give one, declare default_("total", ...), or make it optional
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text = tenon::sql_text(
    tenon::sql<shop, "INSERT INTO orders (customer_id, total, created_at) VALUES (1, 2, :at)">);
#else
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "INSERT INTO orders (customer_id) VALUES (1)">);
#endif
