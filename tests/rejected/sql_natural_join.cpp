// expect: line 1, column 28: NATURAL JOIN is not supported: say by USING which columns are equal, or it changes with the tables
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers JOIN orders USING (id)">);
#else
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers NATURAL JOIN orders">);
#endif
