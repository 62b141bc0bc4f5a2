// expect: a read session can't run UPDATE: use an integrity session
#include "modules.hpp"

void rename(tenon::registry<people>& db) {
#ifdef ACCEPTED
    auto session = db.integrity_session<people>("rename");
#else
    auto session = db.read_session<people>("rename");
#endif
    session(tenon::update<customer>().set("name"_c = "Ada").where("id"_c == 7));
}
