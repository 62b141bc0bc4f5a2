// expect: a temporary session ends before its rows are read: give the session a name
#include "modules.hpp"

auto names(tenon::registry<people>& db) {
    return db.read_session<people>("names")(tenon::select("name"_c).from<customer>()).all();
}
