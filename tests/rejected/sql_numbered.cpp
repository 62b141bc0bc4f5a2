// expect: line 1, column 39: `?` has no name: write `:name`
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers WHERE id = ?1">);
