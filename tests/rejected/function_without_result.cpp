// expect: an SQL function returns a value: no tenon::codec stores `void`
#include <tenon/functions.hpp>
#include "shop.hpp"

void add(tenon::database& db) {
    db.connection().add_function("log", [](std::string_view) {});
}
