// expect: line 1, column 83: the statement nests deeper than 75
#include "sql.hpp"

constexpr std::string_view text = tenon::sql_text(
    tenon::sql<shop,
               "SELECT "
               "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))"
               "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))">);
