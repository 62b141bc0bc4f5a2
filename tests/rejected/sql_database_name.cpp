// expect: line 1, column 20: a database's name is not supported: tables are known by their own names
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT id FROM main.orders">);
