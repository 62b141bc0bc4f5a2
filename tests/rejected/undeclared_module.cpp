// expect: module `standard.people` neither owns table `orders` nor depends on a module that does: name that module in `using depends_on = tenon::modules<...>`
#include "modules.hpp"

auto orders(tenon::registry<people, shop>& db) {
#ifdef ACCEPTED
    auto session = db.read_session<shop>("list orders");
#else
    auto session = db.read_session<people>("list orders");
#endif
    return session(
               tenon::select("o.id"_c).from<order, "o">().join<customer, "c">("c.id"_c == "o.customer_id"_c))
        .all();
}
