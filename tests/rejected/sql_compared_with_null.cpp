// expect: line 1, column 34: a comparison of `note` with NULL is never true: use IS NULL or IS NOT NULL
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM orders WHERE note = NULL">);
