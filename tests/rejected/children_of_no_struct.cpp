// expect: describes no table: give it a `static constexpr auto table = tenon::table(...)` or specialise tenon::table_of
#include "related.hpp"

auto lines(tenon::database& db, const std::vector<std::int64_t>& ids) {
    return tenon::children<line>(db, ids);
}
