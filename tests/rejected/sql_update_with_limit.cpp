// expect: line 1, column 29: UPDATE with ORDER BY or LIMIT is not supported: choose the rows by WHERE ... IN (SELECT ...)
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "UPDATE orders SET total = 1 LIMIT 2">);
