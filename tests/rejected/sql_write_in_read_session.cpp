// expect: a read session can't run DELETE: use an integrity session
#include "modules.hpp"

void clear(tenon::read_session<shop>& session) { session(tenon::sql<shop, "DELETE FROM orders">); }
