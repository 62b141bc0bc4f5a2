// expect: `customer_changes`::emial: there is no such column in `customers`; did you mean `email`?
#include <tenon/repository.hpp>

#include "shop.hpp"

struct customer_changes {
#ifdef ACCEPTED
    std::optional<std::string> email;
#else
    std::optional<std::string> emial;
#endif
};

auto change(tenon::database& db) { return tenon::repository<customer>().update(db, customer_changes{}, 1); }
