// expect: line 1, column 19: an assignment of several columns is not supported: write column = value for each
#include "sql.hpp"

#ifdef ACCEPTED
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "UPDATE orders SET total = 1, note = 'a'">);
#else
constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "UPDATE orders SET (total, note) = (1, 'a')">);
#endif
