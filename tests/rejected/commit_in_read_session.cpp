// expect: commit
#include "modules.hpp"

void look(tenon::registry<people>& db) {
    auto session = db.read_session<people>("look");
    session.commit();
}
