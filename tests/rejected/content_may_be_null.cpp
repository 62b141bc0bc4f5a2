// expect: content: column `phone` of `customers` may be NULL: make it optional here, too
#include "shop.hpp"

struct customer_text {
#ifdef ACCEPTED
    std::optional<std::string> phone;
#else
    std::string phone;
#endif

    static constexpr auto table = tenon::fts5("customer_texts", tenon::content<customer>("id"));
};

void make(tenon::database& db) { db.create<customer, customer_text>(); }
