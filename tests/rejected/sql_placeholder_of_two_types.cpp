// expect: line 1, column 50: `:x` is INTEGER in one place and TEXT in another
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT 1 FROM customers WHERE id = :x AND name = :x">);
