// expect: an SQL function returns a value: no tenon::codec stores `void`
#include "shop.hpp"

void add(tenon::database& db) {
    db.connection().add_function("log", [](std::string_view) {});
}
