// expect: line 1, column 8: ABS() takes 1 argument
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT abs(total, 2) FROM orders">);
