// expect: commit
#include <tenon/group_commit.hpp>

#include "modules.hpp"

void count(tenon::registry<shop, people>& db) {
    db.group_commit<shop>("count", []([[maybe_unused]] auto& session) {
#ifndef ACCEPTED
        session.commit();
#endif
    });
}
