// expect: line 1, column 8: `x'abc'` is no part of SQL
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT x'abc' FROM customers">);
