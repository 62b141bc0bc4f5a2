// expect: full-text table `texts`: column `level` must be text: declare others unindexed(...)
#include "described.hpp"

#include <optional>

struct text {
    std::string last;
    int level = 0;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts", tenon::unindexed("level"));
#else
    static constexpr auto table = tenon::fts5("texts");
#endif
};

void make(tenon::database& db) { db.create<text>(); }
