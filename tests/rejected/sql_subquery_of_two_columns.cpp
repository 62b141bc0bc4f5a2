// expect: line 1, column 9: a query that stands for a value yields one column
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT (SELECT id, name FROM customers)">);
