// expect: line 1, column 34: column `name` is TEXT in one part and REAL in another
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers UNION SELECT total FROM orders">);
