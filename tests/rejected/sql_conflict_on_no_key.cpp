// expect: line 1, column 85: ON CONFLICT: no primary_key or unique of `orders` consists of `total`
#include "sql.hpp"

constexpr std::string_view text =
    tenon::sql_text(tenon::sql<shop,
                               "INSERT INTO orders (customer_id, total, created_at) VALUES (1, 2, :at) ON "
                               "CONFLICT (total) DO NOTHING">);
