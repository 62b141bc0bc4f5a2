// expect: no table of this statement has a column `totl`; did you mean `total`?
#include "shop.hpp"

void print(tenon::database& db) {
    auto totals = tenon::select("c.name"_c, "totl"_c)
                      .from<customer, "c">()
                      .join<order, "o">("o.customer_id"_c == "c.id"_c);
    for (const auto& row : db(totals)) static_cast<void>(row);
}
