// expect: foreign_key: say what it refers to: .references<table>("column")
#include <tenon/core.hpp>

#include <cstdint>

struct order {
    std::int64_t customer_id = 0;

    static constexpr auto table = tenon::table("orders", tenon::foreign_key("customer_id"));
};

void make(tenon::database& db) { db.create<order>(); }
