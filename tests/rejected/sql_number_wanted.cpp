// expect: line 1, column 13: `name` is TEXT, where a number is wanted
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name + 1 FROM customers">);
