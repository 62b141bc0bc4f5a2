// expect: `tree` of WITH RECURSIVE is read once, in FROM behind UNION or UNION ALL, where no rows are combined
#include <tenon/statement/compiled.hpp>

#include "../query/tables.hpp"

using namespace tenon::literals;
using namespace tests;

#ifdef ACCEPTED
constexpr auto query =
    tenon::with_recursive<"tree", "id">(
        tenon::select("id"_c).from<employee>().union_all(
            tenon::select("e.id"_c).from<employee, "e">().join<"tree">("e.chief"_c == "tree.id"_c)))
        .select("id"_c)
        .from<"tree">();
#else
constexpr auto query =
    tenon::with_recursive<"tree", "id">(tenon::select("id"_c).from<employee>().union_all(
                                            tenon::select(tenon::max("tree.id"_c)).from<"tree">()))
        .select("id"_c)
        .from<"tree">();
#endif

int main() { return static_cast<int>(tenon::sql_text(query).size()); }
