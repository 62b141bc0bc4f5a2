// expect: line 1, column 25: two tables of the statement are called `o`: give one an alias
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT 1 FROM orders o, customers o">);
