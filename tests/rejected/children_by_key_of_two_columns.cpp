// expect: the foreign key of `serials` to `lines` has 2 columns, and only one of a single column can be followed: join the tables in a query
#include "related.hpp"

auto serials(tenon::database& db, const std::vector<line>& lines) {
    return tenon::children<serial>(db, lines);
}
