// expect: include <tenon/group_commit.hpp> for shared commits
#include "modules.hpp"
#ifdef ACCEPTED
#include <tenon/group_commit.hpp>
#endif

void count(tenon::registry<shop, people>& db) {
    static_cast<void>(db.group_commit<shop>("count", [](auto&) { return 1; }));
}
