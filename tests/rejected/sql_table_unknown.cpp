// expect: line 1, column 18: there is no table or part of WITH called `widgets`
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name FROM widgets">);
