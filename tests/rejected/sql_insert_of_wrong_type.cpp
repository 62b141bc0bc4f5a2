// expect: line 1, column 24: column `name` is TEXT and can't take INTEGER
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "INSERT INTO customers (name) VALUES (1)">);
