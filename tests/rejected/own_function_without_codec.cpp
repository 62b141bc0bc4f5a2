// expect: a value of type `point` can't be bound: no tenon::codec stores it
#include <tenon/functions.hpp>

#include "shop.hpp"

struct point {
    double x, y;
};

inline constexpr tenon::function<"place", point(std::string_view)> place;
inline constexpr tenon::function<"size", int(std::string_view)> size;

#ifdef ACCEPTED
constexpr auto text = tenon::sql_text(tenon::select(size("name"_c)).from<customer>());
#else
constexpr auto text = tenon::sql_text(tenon::select(place("name"_c)).from<customer>());
#endif
