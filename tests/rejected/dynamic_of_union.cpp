// expect: dynamic() takes a SELECT, not a compound SELECT
#include <tenon/dynamic.hpp>

#include "shop.hpp"

inline constexpr auto both =
    tenon::select("id"_c).from<customer>().union_(tenon::select("id"_c).from<order>());

#ifdef ACCEPTED
auto made = tenon::dynamic(tenon::select("id"_c).from<"both">(both));
#else
auto made = tenon::dynamic(both);
#endif
