// expect: RANGE with a distance needs one term in the window's ORDER BY
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query =
    tenon::select(tenon::count()
                      .over(tenon::order_by("total"_c).range(tenon::preceding(1), tenon::current_row))
                      .as<"n">())
        .from<tests::order>();
#else
constexpr auto query =
    tenon::select(tenon::count()
                      .over(tenon::partition_by("state"_c).range(tenon::preceding(1), tenon::current_row))
                      .as<"n">())
        .from<tests::order>();
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
