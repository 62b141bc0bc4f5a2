// expect: content: table `people` has no column `lst`; did you mean `last`?
#include "described.hpp"

#include <optional>

struct text {
    std::string lst;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts");
#else
    static constexpr auto table = tenon::fts5("texts", tenon::content<person>("id"));
#endif
};

void make(tenon::database& db) { db.create<text>(); }
