// expect: line 1, column 41: found the end where `)` was expected
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHERE (id = 1">);
