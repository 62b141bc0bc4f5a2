// expect: module `standard.shop` is not part of this registry
#include "modules.hpp"

auto orders(tenon::registry<people>& db) {
    auto session = db.read_session<shop>("list orders");
    return session(tenon::select<order>()).all();
}
