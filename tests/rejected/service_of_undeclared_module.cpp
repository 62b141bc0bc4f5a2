// expect: no module that this one depends on offers this service: name it in `using depends_on`
#include <tenon/service.hpp>

#include "modules.hpp"

struct billing {};

struct bank : tenon::database_module<"bank"> {
    using service = billing;
};

struct office : tenon::database_module<"office"> {
#ifdef ACCEPTED
    using depends_on = tenon::modules<bank>;
#endif
};

billing& find(tenon::module_access<office>& db) { return db.service<billing>(); }
