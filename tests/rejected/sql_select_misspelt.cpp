// expect: line 1, column 1: found `SELCT` where SELECT, INSERT, UPDATE, DELETE, WITH or VALUES was expected; did you mean `SELECT`?
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELECT name FROM customers">);
#else
constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "SELCT name FROM customers">);
#endif
