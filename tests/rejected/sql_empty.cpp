// expect: line 1, column 1: found the end where SELECT, INSERT, UPDATE, DELETE, WITH or VALUES was expected
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "">);
