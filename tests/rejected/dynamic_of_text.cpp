// expect: dynamic() adds to queries of the builder, not to SQL given as text
#include <tenon/core.hpp>
#include <tenon/dynamic.hpp>

#include "shop.hpp"

using namespace tenon::literals;

#ifdef ACCEPTED
inline constexpr auto search = tenon::select("id"_c).from<customer>();
#else
inline constexpr auto search = tenon::sql<tenon::tables<customer>, "SELECT id FROM customers">;
#endif

void run() { (void)tenon::dynamic(search); }
