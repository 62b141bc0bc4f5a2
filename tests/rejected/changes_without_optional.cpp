// expect: `customer_changes`::name is no std::optional: one without a value leaves the column as it is
#include <tenon/repository.hpp>

#include "shop.hpp"

struct customer_changes {
#ifdef ACCEPTED
    std::optional<std::string> name;
#else
    std::string name;
#endif
};

auto change(tenon::database& db) { return tenon::repository<customer>().update(db, customer_changes{}, 1); }
