// expect: modules `standard.shop` and `other.shop` both claim the database `shop`: give one `static constexpr std::string_view database`
#include <tenon/tenon.hpp>

struct shop : tenon::database_module<"standard.shop"> {};

struct other_shop : tenon::database_module<"other.shop"> {
#ifdef ACCEPTED
    static constexpr std::string_view database = "other_shop";
#endif
};

void start() {
    tenon::registry<shop, other_shop> db;
    db.start();
}
