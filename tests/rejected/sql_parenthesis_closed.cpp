// expect: line 1, column 40: found `)` where the end of the statement was expected
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHERE id = 1)">);
