// expect: `:name` is given no value
#include "modules.hpp"

void rename(tenon::integrity_session<people>& session) {
    session(tenon::sql<people, "UPDATE customers SET name = :name WHERE id = :id">, "id"_p = 1);
}
