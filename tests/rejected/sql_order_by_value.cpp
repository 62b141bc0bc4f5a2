// expect: line 1, column 37: a value orders and groups nothing: name a column
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers ORDER BY 'name'">);
