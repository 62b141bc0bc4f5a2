// expect: line 1, column 28: INDEXED BY is not supported: a `+` before a column keeps its index out of use
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers INDEXED BY x">);
