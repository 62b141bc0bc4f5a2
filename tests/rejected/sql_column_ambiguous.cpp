// expect: line 1, column 8: `id` is a column of several tables: say which, as in `customers.id`
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT id FROM orders, customers">);
