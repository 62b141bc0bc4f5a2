// expect: `price` (decimal(2)) and the value (decimal(3)) can't be compared: their types differ
#include <tenon/core.hpp>

using namespace tenon::literals;

struct product {
    std::int64_t id = 0;
    tenon::decimal<2> price{};

    static constexpr auto table = tenon::table("products", tenon::primary_key("id"));
};

auto dear(tenon::database& db) {
#ifdef ACCEPTED
    return db(tenon::select<product>().where("price"_c > tenon::decimal<2>("9.99"))).all();
#else
    return db(tenon::select<product>().where("price"_c > tenon::decimal<3>("9.990"))).all();
#endif
}
