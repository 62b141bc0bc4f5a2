// expect: line 1, column 38: the parts of UNION, INTERSECT and EXCEPT yield different numbers of columns
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id, name FROM customers UNION SELECT id FROM orders">);
