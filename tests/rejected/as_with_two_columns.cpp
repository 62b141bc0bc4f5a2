// expect: as(): several columns are called `id`: name the results by as<"...">()
#include "shop.hpp"

struct line {
    std::int64_t id;
    std::string name;
};

auto lines(tenon::database& db) {
#ifdef ACCEPTED
    auto query = tenon::select("o.id"_c, "c.id"_c.as<"customer">(), "c.name"_c);
#else
    auto query = tenon::select("o.id"_c, "c.id"_c, "c.name"_c);
#endif
    return db(query.from<order, "o">().join<customer, "c">("c.id"_c == "o.customer_id"_c)).as<line>().all();
}
