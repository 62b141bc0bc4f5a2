// SPDX-License-Identifier: BSL-1.0
#include <tenon/migrations.hpp>
#include <tenon/tenon.hpp>

#include <fmt/core.h>
#include <queries/big_orders.hpp>
#include <queries/delete_.hpp>
#include <tenon_migrations/_2024_old_shop.hpp>
#include <tenon_migrations/class_.hpp>
#include <tenon_migrations/shop.hpp>

#include <cstdint>
#include <optional>
#include <string>

using namespace tenon::literals;

struct customer {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    bool active = true;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("email"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double total = 0;
    std::optional<std::string> note{};
    tenon::timestamp created_at = tenon::now();

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade),
                     tenon::check("total >= 0"), tenon::default_("created_at", tenon::current_timestamp),
                     tenon::index("customer_id", "created_at DESC"));
};

struct shop : tenon::database_module<"standard.shop", customer, order> {
    static void migrations(tenon::migrations& to) { to.add(tenon_migrations::shop); }
};

inline constexpr auto big_orders = tenon::sql<shop, queries::big_orders>;
inline constexpr auto delete_order = tenon::sql<shop, queries::delete_>;

// Directories whose names are none in C++.
static_assert(tenon_migrations::_2024_old_shop[0].name == "001_a.sql");
static_assert(tenon_migrations::class_[0].name == "001_a.sql");

int main() {
    tenon::registry<shop> db(tenon::settings::from_environment());
    db.start();

    auto session = db.integrity_session<shop>("place order");
    for (const auto& each : tenon::schema::applied_migrations(session.connection(), shop::name()))
        fmt::print("{}{}\n", each.name, each.counted_only ? " (counted)" : "");
    auto id =
        session(tenon::select("id"_c).from<customer>().where("email"_c == "grace@example.com")).scalar();
    session(tenon::insert<order>(), order{.customer_id = id, .total = 99.5});
    session.commit();

    auto reader = db.read_session<shop>("report");
    for (auto [name, total] : reader(big_orders, "min"_p = 50.0, "n"_p = 10))
        fmt::print("{} {}\n", name, total);
}
