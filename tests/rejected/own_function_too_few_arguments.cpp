// expect: repeat() takes 2 arguments
#include <tenon/functions.hpp>

#include "shop.hpp"

inline constexpr tenon::function<"repeat", std::string(std::string_view, int)> repeat;

#ifdef ACCEPTED
constexpr auto text = tenon::sql_text(tenon::select(repeat("name"_c, 2)).from<customer>());
#else
constexpr auto text = tenon::sql_text(tenon::select(repeat("name"_c)).from<customer>());
#endif
