// expect: rows end with the session: return what is read from them, by all() or one()
#include "modules.hpp"

void read(tenon::registry<shop, people>& db) {
    db.integrity_session<shop>("read", [](auto& session) {
#ifdef ACCEPTED
        return session(tenon::select<order>()).all();
#else
        return session(tenon::select<order>());
#endif
    });
}
