// expect: line 1, column 13: there is no collation `nocaes`: BINARY, NOCASE and RTRIM are built in
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop, "SELECT name COLLATE nocaes FROM customers">);
