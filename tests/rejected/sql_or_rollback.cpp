// expect: line 1, column 11: OR FAIL or OR ROLLBACK is not supported: a session takes back what failed as a whole
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "INSERT OR ROLLBACK INTO customers (name) VALUES ('a')">);
