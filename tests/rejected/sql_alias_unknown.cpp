// expect: line 1, column 8: `x.total`: no table or alias here is called `x`; did you mean `o`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT x.total FROM orders o">);
