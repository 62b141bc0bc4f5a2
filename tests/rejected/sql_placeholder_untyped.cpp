// expect: line 1, column 8: the type of `:x` does not follow from where it stands: compare it with a column
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT :x FROM customers">);
