// expect: full-text table `last`: column `last` has a name that FTS5 keeps for itself
#include "described.hpp"

#include <optional>

struct text {
    std::string last;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts");
#else
    static constexpr auto table = tenon::fts5("last");
#endif
};

void make(tenon::database& db) { db.create<text>(); }
