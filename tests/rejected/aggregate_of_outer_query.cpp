// expect: MAX() combines rows of the query around it: move it there
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query =
    tenon::select("o.id"_c,
                  tenon::scalar(tenon::select(tenon::max("c.id"_c)).from<customer, "c">()).as<"n">())
        .from<tests::order, "o">();
#else
constexpr auto query =
    tenon::select("o.id"_c,
                  tenon::scalar(tenon::select(tenon::max("o.total"_c)).from<customer, "c">()).as<"n">())
        .from<tests::order, "o">();
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
