// expect: line 1, column 28: HAVING needs a GROUP BY or an aggregate: use WHERE
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers HAVING id > 1">);
