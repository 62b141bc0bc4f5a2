// expect: line 1, column 29: `total` is REAL, where a condition is wanted
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT id FROM orders WHERE total">);
