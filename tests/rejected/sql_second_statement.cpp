// expect: line 1, column 11: a second statement is not supported: give each a text of its own
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT 1; SELECT 2">);
