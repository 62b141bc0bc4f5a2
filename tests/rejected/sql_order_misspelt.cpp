// expect: line 1, column 28: found `ORDR` where the end of the statement was expected; did you mean `ORDER`?
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers ORDR BY name">);
