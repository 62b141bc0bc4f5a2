// expect: line 1, column 8: `name` is neither in GROUP BY nor inside an aggregate
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name, count(*) FROM customers GROUP BY name">);
#else
constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name, count(*) FROM customers">);
#endif
