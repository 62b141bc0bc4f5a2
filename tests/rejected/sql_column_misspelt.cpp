// expect: line 3, column 26: table `orders` has no column `totl`; did you mean `total`?
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, R"(SELECT o.id
    FROM orders o
    WHERE o.id > 2 AND o.total > 5)">);
#else
constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, R"(SELECT o.id
    FROM orders o
    WHERE o.id > 2 AND o.totl > 5)">);
#endif
