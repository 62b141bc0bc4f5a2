// expect: `name` is no full-text table or column of one: declare it by tenon::fts5
#include <tenon/full_text.hpp>

#include "shop.hpp"

constexpr auto text = tenon::sql_text(tenon::select<customer>().where("name"_c.match("q"_p)));
