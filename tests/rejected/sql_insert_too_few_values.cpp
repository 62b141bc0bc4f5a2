// expect: line 1, column 41: the row has 1 values for 2 columns
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "INSERT INTO customers (id, name) VALUES (1)">);
