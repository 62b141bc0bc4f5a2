// expect: line 1, column 24: table `customers` has no column `nmae`; did you mean `name`?
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "INSERT INTO customers (nmae) VALUES ('a')">);
