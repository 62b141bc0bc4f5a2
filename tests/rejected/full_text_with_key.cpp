// expect: full-text table `texts` can't have primary_key
#include "described.hpp"

#include <optional>

struct text {
    std::string last;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts");
#else
    static constexpr auto table = tenon::fts5("texts", tenon::primary_key("last"));
#endif
};

void make(tenon::database& db) { db.create<text>(); }
