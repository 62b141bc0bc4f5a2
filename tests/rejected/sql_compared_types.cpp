// expect: line 1, column 37: `id` (INTEGER) and 'x' (TEXT) can't be compared: their types differ
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHERE id = 'x'">);
