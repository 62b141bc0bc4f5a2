// expect: line 1, column 28: a join in parentheses is not supported: join the tables one after the other, or read a query
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT 1 FROM (customers c JOIN orders o ON c.id = o.id)">);
