// expect: full-text table `texts`: column `rowid` is the row's number and must be a std::int64_t
#include "described.hpp"

#include <optional>

struct text {
    int rowid = 0;
    std::string last;

#ifdef ACCEPTED
    static constexpr auto table =
        tenon::fts5("texts", tenon::column("rowid").named("row"), tenon::unindexed("rowid"));
#else
    static constexpr auto table = tenon::fts5("texts");
#endif
};

void make(tenon::database& db) { db.create<text>(); }
