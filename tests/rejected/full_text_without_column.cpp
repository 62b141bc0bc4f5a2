// expect: full-text table `texts` has no column to search
#include "described.hpp"

#include <optional>

struct text {
    std::string last;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts");
#else
    static constexpr auto table = tenon::fts5("texts", tenon::unindexed("last"));
#endif
};

void make(tenon::database& db) { db.create<text>(); }
