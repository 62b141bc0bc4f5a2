// expect: no module of this registry offers this service
#include "modules.hpp"

struct billing {};

struct bank : tenon::database_module<"bank"> {
#ifdef ACCEPTED
    using service = billing;
#endif
};

billing& find(tenon::registry<bank>& db) { return db.service<billing>(); }
