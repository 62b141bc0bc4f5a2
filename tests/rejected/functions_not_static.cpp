// expect: a module's functions are declared as `static void functions(tenon::sqlite::connection&)`
#include "modules.hpp"

struct words : tenon::database_module<"standard.words", customer> {
#ifdef ACCEPTED
    static void functions(tenon::sqlite::connection&) {}
#else
    void functions(tenon::sqlite::connection&) {}
#endif
};

void start() { tenon::registry<words>().start(); }
