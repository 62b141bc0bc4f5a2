// expect: table `customers` belongs to another module: `standard.shop` may read it, but only its owner's sessions write it
#include "modules.hpp"

void rename(tenon::integrity_session<shop>& session) {
    session(tenon::sql<shop, "UPDATE customers SET name = :name">, "name"_p = "Ada");
}
