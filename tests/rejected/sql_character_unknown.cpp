// expect: line 1, column 37: `#` is no part of SQL
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHERE id # 1">);
