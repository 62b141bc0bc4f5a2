// expect: line 1, column 39: table `customers` has no column `Ada`; did you mean `id`?
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM customers WHERE name = 'Ada'">);
#else
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT id FROM customers WHERE name = \"Ada\"">);
#endif
