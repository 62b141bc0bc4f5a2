// expect: line 1, column 14: `total` is REAL, where text is wanted
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT total || name FROM customers, orders">);
