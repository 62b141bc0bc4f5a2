// expect: line 1, column 34: found `FROM` where WHEN, ELSE or END was expected
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT CASE WHEN id = 1 THEN 'a' FROM customers">);
