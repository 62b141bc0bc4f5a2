// expect: line 1, column 29: SUM() combines rows and can't stand in WHERE: it belongs in the results, HAVING or ORDER BY of a SELECT
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM orders WHERE sum(total) > 1">);
