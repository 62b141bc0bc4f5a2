// expect: module `standard.shop` depends on `standard.people`, which is not registered: name it in the registry too
#include "modules.hpp"

void start() {
#ifdef ACCEPTED
    tenon::registry<shop, people> db;
#else
    tenon::registry<shop> db;
#endif
    db.start();
}
