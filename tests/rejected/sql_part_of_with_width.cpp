// expect: line 1, column 6: `x` of WITH names another number of columns than its query yields
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "WITH x(a, b) AS (SELECT 1) SELECT a FROM x">);
