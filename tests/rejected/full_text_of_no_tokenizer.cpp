// expect: tokenize: names no tokenizer
#include "described.hpp"

#include <optional>

struct text {
    std::string last;

#ifdef ACCEPTED
    static constexpr auto table = tenon::fts5("texts", tenon::tokenize("ascii"));
#else
    static constexpr auto table = tenon::fts5("texts", tenon::tokenize(""));
#endif
};

void make(tenon::database& db) { db.create<text>(); }
