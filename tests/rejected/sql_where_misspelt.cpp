// expect: line 1, column 28: found `WHRE` where the end of the statement was expected; did you mean `WHERE`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHRE id = 1">);
