// expect: `longest` is no SQL aggregate: it needs `void step(arguments...)` and `result() const`
#include <tenon/functions.hpp>
#include "shop.hpp"

struct longest {
    std::string found{};

    void step(std::string_view text) {
        if (text.size() > found.size()) found = text;
    }
#ifdef ACCEPTED
    std::string result() const { return found; }
#endif
};

void add(tenon::database& db) { db.connection().add_aggregate<longest>("longest"); }
