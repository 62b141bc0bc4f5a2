// expect: line 1, column 13: there is no table or part of WITH called `custmers`; did you mean `customers`?
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(tenon::sql<shop, "INSERT INTO custmers VALUES (1, 'a')">);
