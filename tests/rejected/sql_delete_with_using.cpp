// expect: line 1, column 20: DELETE with USING is not supported: choose the rows by WHERE ... IN (SELECT ...)
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "DELETE FROM orders USING customers">);
