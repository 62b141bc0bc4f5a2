// SPDX-License-Identifier: BSL-1.0

// manage COMMAND: the command line of a program with two modules. Where their databases are is for
// DATABASE_URL or settings.conf to say, as ever.
#include <tenon/command_line.hpp>
#include <tenon/migrations.hpp>
#include <tenon/tenon.hpp>

#include <tenon_migrations/shop.hpp>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>

namespace {

struct account {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};

    static constexpr auto table = tenon::table("accounts", tenon::primary_key("id"), tenon::unique("email"));
};

struct users : tenon::database_module<"example.users", account> {};

struct customer {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

// What an order was before the third migration.
struct order_v1 {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double euros = 0;
    std::optional<std::string> note{};

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    std::int64_t cents = 0;
    std::optional<std::string> note{};

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade),
                     tenon::check("cents >= 0"), tenon::index("customer_id"));
};

void count_in_cents(tenon::migration_session& session) {
    tenon::convert_rows<order_v1, order>(session, [](const order_v1& old) {
        return order{old.id, old.customer_id, std::llround(old.euros * 100), old.note};
    });
}

void count_in_euros(tenon::migration_session& session) {
    tenon::convert_rows<order, order_v1>(session, [](const order& now) {
        return order_v1{now.id, now.customer_id, static_cast<double>(now.cents) / 100, now.note};
    });
}

struct shop : tenon::database_module<"example.shop", customer, order> {
    using depends_on = tenon::modules<users>;

    static void migrations(tenon::migrations& to) {
        to.add(tenon_migrations::shop);  // the files in migrations/shop
        to.add(3, "count_in_cents", &count_in_cents, &count_in_euros);
    }
};

}  // namespace

int main(int argc, char** argv) { return tenon::command_line<users, shop>(argc, argv); }
