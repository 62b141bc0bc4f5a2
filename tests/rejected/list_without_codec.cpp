// expect: no tenon::codec stores the list's elements, of type `customer`
#include "shop.hpp"

#include <vector>

void bind_customers(tenon::sqlite::statement& rows, const std::vector<customer>& customers) {
    rows.bind_list(1, customers, tenon::lifetime::outlives);
}
