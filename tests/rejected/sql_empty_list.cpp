// expect: line 1, column 39: an empty list is not supported: nothing is in it, so leave the condition out
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM customers WHERE id IN ()">);
