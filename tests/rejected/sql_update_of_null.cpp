// expect: line 1, column 22: column `name` can't be NULL, but the value can: give another by coalesce()
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "UPDATE customers SET name = NULL">);
