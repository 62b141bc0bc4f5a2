// expect: COUNT() combines rows and can't stand in ORDER BY of rows that stay apart: it belongs in the results, HAVING or ORDER BY of a SELECT
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query = tenon::select(tenon::count().as<"n">()).from<tests::order>().order_by(tenon::count());
#else
constexpr auto query =
    tenon::select(tenon::constant<1>.as<"one">()).from<tests::order>().order_by(tenon::count());
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
