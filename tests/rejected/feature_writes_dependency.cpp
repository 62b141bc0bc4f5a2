// expect: table `customers` belongs to another module: `shop.vouchers` may read it, but only its owner's sessions write it
#include "modules.hpp"

struct vouchers : tenon::feature_module<"shop.vouchers", shop> {
    using depends_on = tenon::modules<people>;
};

void write(tenon::integrity_session<vouchers>& session) {
#ifdef ACCEPTED
    session(tenon::delete_from<order>());
#else
    session(tenon::delete_from<customer>());
#endif
}
