// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/core.hpp>

#include "../sqlite/scratch.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace shop {

using namespace tenon::literals;

struct customer {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    bool active = true;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("email"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double total = 0;
    std::optional<std::string> note{};

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade),
                     tenon::check("total >= 0").named("total_is_positive"), tenon::index("customer_id"));
};

/// A file with Ada (two orders), Bob (one) and Cleo (none).
struct filled {
    scratch dir;
    std::string path = dir / "shop.db";
    tenon::database db{path};

    filled() {
        db.create<customer, order>();
        const customer customers[] = {{0, "Ada", "ada@example.com", true},
                                      {0, "Bob", "bob@example.com", false},
                                      {0, "Cleo", "cleo@example.com", true}};
        db(tenon::insert<customer>(), customers);
        const order orders[] = {{0, 1, 99.5, "first"}, {0, 1, 20, {}}, {0, 2, 50, "gift"}};
        db(tenon::insert<order>(), orders);
    }

    std::int64_t count_customers() { return db(tenon::select(tenon::count()).from<customer>()).scalar(); }
    std::int64_t count_orders() { return db(tenon::select(tenon::count()).from<order>()).scalar(); }
};

}  // namespace shop
