// expect: content: column `first` of `people` is no single integer primary key
#include "described.hpp"

#include <optional>

struct text {
    std::string last;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts", tenon::content<person>("id"));
#else
    static constexpr auto table = tenon::fts5("texts", tenon::content<person>("first"));
#endif
};

void make(tenon::database& db) { db.create<text>(); }
