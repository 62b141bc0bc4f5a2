// expect: argument 2 of an SQL function: no tenon::codec reads its type `customer`
#include <tenon/functions.hpp>
#include "shop.hpp"

void add(tenon::database& db) {
    db.connection().add_function("named", [](std::int64_t id, const customer& of) { return of.id == id; });
}
