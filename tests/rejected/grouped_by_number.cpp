// expect: a value orders and groups nothing: name a column, as in "column"_c
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query = tenon::select(tenon::count()).from<tests::order>().group_by("state"_c);
#else
constexpr auto query = tenon::select(tenon::count()).from<tests::order>().group_by(tenon::constant<1>);
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
