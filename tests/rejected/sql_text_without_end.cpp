// expect: line 1, column 41: 'Ada has no end
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHERE name = 'Ada">);
