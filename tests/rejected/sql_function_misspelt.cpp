// expect: line 1, column 8: there is no function `lenght`; did you mean `LENGTH`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT lenght(name) FROM customers">);
