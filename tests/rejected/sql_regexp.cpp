// expect: line 1, column 37: REGEXP is not supported: call a function of the program, or use LIKE or GLOB
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM customers WHERE name REGEXP 'a'">);
