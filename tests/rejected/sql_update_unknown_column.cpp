// expect: line 1, column 19: table `orders` has no column `totl`; did you mean `total`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "UPDATE orders SET totl = 1">);
