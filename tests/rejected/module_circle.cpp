// expect: modules `left`, `right` depend on each other in a circle
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
