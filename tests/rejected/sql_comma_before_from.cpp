// expect: line 1, column 14: found `FROM` where an expression was expected
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name, FROM customers">);
