// expect: line 1, column 24: there is no window `w`: define it by WINDOW w AS (...)
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT sum(total) OVER w FROM orders">);
