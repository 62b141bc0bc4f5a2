// expect: SUM() over a window can't stand in WHERE: it belongs in the results or ORDER BY of a SELECT
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query = tenon::select("id"_c, tenon::sum("total"_c).over().as<"n">()).from<tests::order>();
#else
constexpr auto query = tenon::select("id"_c).from<tests::order>().where(tenon::sum("total"_c).over() > 1.0);
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
