// expect: modules depend on each other in a circle: `left` on `right` on `left`
#include <tenon/tenon.hpp>

struct left : tenon::database_module<"left"> {
    using depends_on = tenon::modules<struct right>;
};

struct right : tenon::database_module<"right"> {
    using depends_on = tenon::modules<left>;
};

void start() {
    tenon::registry<left, right> db;
    db.start();
}
