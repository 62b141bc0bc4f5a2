// expect: line 1, column 29: found `GRUOP` where the end of the statement was expected; did you mean `GROUP`?
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT count(*) FROM orders GRUOP BY customer_id">);
