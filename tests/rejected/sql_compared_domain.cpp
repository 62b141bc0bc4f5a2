// expect: line 1, column 40: `created_at` (timestamp) and 5 (INTEGER) can't be compared: their types differ
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM orders WHERE created_at = 5">);
