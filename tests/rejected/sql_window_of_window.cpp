// expect: line 1, column 25: a window that is made from another one is not supported: write its parts again
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(
    tenon::sql<shop, "SELECT sum(total) OVER (w ORDER BY id) FROM orders WINDOW w AS (PARTITION BY note)">);
