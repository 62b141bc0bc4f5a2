// expect: line 1, column 13: found `FORM` where the end of the statement was expected; did you mean `FROM`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name FORM customers">);
