// expect: a value that may be NULL equals nothing then: compare by is_not_distinct_from()
#include "shop.hpp"

auto run(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select("id"_c).from<order>().where(
                  "id"_c.is_not_distinct_from(std::optional<std::int64_t>(1))))
        .all();
#else
    return db(tenon::select("id"_c).from<order>().where("id"_c == std::optional<std::int64_t>(1))).all();
#endif
}
