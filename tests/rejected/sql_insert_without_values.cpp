// expect: line 1, column 22: found the end where `(`, VALUES, SELECT or DEFAULT VALUES was expected
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "INSERT INTO customers">);
