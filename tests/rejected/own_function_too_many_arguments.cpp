// expect: slug() takes 1 argument
#include <tenon/functions.hpp>

#include "shop.hpp"

inline constexpr tenon::function<"slug", std::string(std::string_view)> slug;

#ifdef ACCEPTED
constexpr auto text = tenon::sql_text(tenon::select(slug("name"_c)).from<customer>());
#else
constexpr auto text = tenon::sql_text(tenon::select(slug("name"_c, "email"_c)).from<customer>());
#endif
