// expect: line 1, column 8: no table of this statement has a column `titel`; did you mean `total`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT titel FROM customers, orders">);
