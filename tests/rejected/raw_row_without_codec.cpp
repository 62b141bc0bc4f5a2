// expect: raw_sql: field `of` of `line` can't be read from a column: no tenon::codec stores its type
#include <tenon/raw_sql.hpp>
#include "shop.hpp"

struct line {
    std::string name;
#ifdef ACCEPTED
    std::int64_t of;
#else
    customer of;
#endif
};

void read(tenon::database& db) {
    auto rows = db(tenon::raw_sql<line>("SELECT name, id AS of FROM customers"));
}
