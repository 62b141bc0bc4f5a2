// expect: line 1, column 8: "name FROM customers has no end
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT \"name FROM customers">);
