// expect: SELECT has LIMIT twice
#include <tenon/dynamic.hpp>

#include "shop.hpp"

void add() {
#ifdef ACCEPTED
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>());
#else
    auto search = tenon::dynamic(tenon::select("id"_c).from<order>().limit("n"_p));
#endif
    search.limit(3);
}
