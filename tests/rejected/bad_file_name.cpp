// expect: module `standard.my/shop`: `my/shop` can't be a file's name: use letters, digits, _ and -
#include <tenon/tenon.hpp>

struct shop : tenon::database_module<"standard.my/shop"> {};

void start() {
    tenon::registry<shop> db;
    db.start();
}
