// expect: line 1, column 16: an alias in single quotes is not supported: names stand in double quotes
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name AS 'n' FROM customers">);
