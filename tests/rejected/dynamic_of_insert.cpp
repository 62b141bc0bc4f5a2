// expect: dynamic() takes a SELECT, not INSERT
#include <tenon/dynamic.hpp>

#include "shop.hpp"

#ifdef ACCEPTED
auto made = tenon::dynamic(tenon::select("name"_c).from<customer>());
#else
auto made = tenon::dynamic(tenon::insert<customer>());
#endif
