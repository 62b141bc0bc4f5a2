// expect: line 1, column 32: LIMIT can't depend on a column
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT id FROM customers LIMIT id">);
