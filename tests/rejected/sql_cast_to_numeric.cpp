// expect: line 1, column 22: this type in CAST is not supported: INTEGER, REAL, TEXT and BLOB are those whose values have one type
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT CAST(total AS DECIMAL(10, 2)) FROM orders">);
