// expect: what is taken for a transfer is a std::vector of structs whose fields can be stored
#include <tenon/transfer.hpp>

#include "modules.hpp"

#include <vector>

void move(tenon::registry<shop, people>& db) {
#ifdef ACCEPTED
    const auto take = [](auto&) { return std::vector<order>(); };
#else
    const auto take = [](auto&) { return 7; };
#endif
    tenon::transfer<shop, people>(db, "move", "key", take, [](auto&, const auto&) {});
}
