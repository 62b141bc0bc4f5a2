// expect: argument 1 of an SQL function: take it by value or by const reference
#include <tenon/functions.hpp>
#include "shop.hpp"

void add(tenon::database& db) {
#ifdef ACCEPTED
    db.connection().add_function("same", [](const std::string& text) { return text; });
#else
    db.connection().add_function("same", [](std::string& text) { return text; });
#endif
}
