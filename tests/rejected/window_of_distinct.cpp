// expect: COUNT() over a window takes no DISTINCT
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query = tenon::select(tenon::count("total"_c).over().as<"n">()).from<tests::order>();
#else
constexpr auto query = tenon::select(tenon::count_distinct("total"_c).over().as<"n">()).from<tests::order>();
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
