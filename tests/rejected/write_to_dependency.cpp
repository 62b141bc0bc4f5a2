// expect: table `customers` belongs to another module: `standard.shop` may read it, but only its owner's sessions write it
#include "modules.hpp"

void rename(tenon::registry<people, shop>& db) {
#ifdef ACCEPTED
    auto session = db.integrity_session<people>("rename");
#else
    auto session = db.integrity_session<shop>("rename");
#endif
    session(tenon::update<customer>().set("name"_c = "Ada").where("id"_c == 7));
    session.commit();
}
