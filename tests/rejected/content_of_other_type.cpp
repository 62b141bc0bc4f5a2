// expect: content: column `last` of `people` has another type
#include "described.hpp"

#include <optional>

struct text {
    int last = 0;
    std::string first;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts", tenon::unindexed("last"));
#else
    static constexpr auto table =
        tenon::fts5("texts", tenon::unindexed("last"), tenon::content<person>("id"));
#endif
};

void make(tenon::database& db) { db.create<text>(); }
