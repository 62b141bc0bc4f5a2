// expect: include <tenon/attempt.hpp> for attempts
#include "modules.hpp"
#ifdef ACCEPTED
#include <tenon/attempt.hpp>
#endif

void count(tenon::registry<shop, people>& db) {
    static_cast<void>(db.attempt<shop>("count", [](auto&) { return 1; }));
}
