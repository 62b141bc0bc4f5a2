// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace two_modules {

using namespace tenon::literals;

struct account {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("accounts", tenon::primary_key("id"), tenon::unique("name"));
};

struct purchase {
    std::int64_t id = 0;
    std::int64_t account_id = 0;
    double total = 0;

    static constexpr auto table =
        tenon::table("purchases", tenon::primary_key("id"), tenon::index("account_id"));
};

struct item {
    std::int64_t id = 0;
    std::int64_t purchase_id = 0;
    std::string what{};

    static constexpr auto table =
        tenon::table("items", tenon::primary_key("id"),
                     tenon::foreign_key("purchase_id").references<purchase>("id").on_delete(tenon::cascade));
};

struct users : tenon::database_module<"standard.users", account> {
    static void initial_data(tenon::integrity_session<users>& session) {
        session(tenon::insert<account>(), account{.name = "admin"});
        if (while_starting) while_starting("users");
    }
    /// Called in the middle of a module's start.
    static inline std::function<void(std::string_view)> while_starting;
};

// Children are listed before their parents: tables are created in the right order all the same.
struct shop : tenon::database_module<"standard.shop", item, purchase> {
    using depends_on = tenon::modules<users>;

    // Reads what the other module's start has put in.
    static void initial_data(tenon::integrity_session<shop>& session) {
        const auto admin = session(tenon::select("id"_c).from<account>().where("name"_c == "admin")).scalar();
        session(tenon::insert<purchase>(), purchase{.account_id = admin, .total = 1});
        if (users::while_starting) users::while_starting("shop");
    }
};

using program = tenon::registry<shop, users>;

inline constexpr auto count_accounts = tenon::select(tenon::count()).from<account>();
inline constexpr auto count_purchases = tenon::select(tenon::count()).from<purchase>();
inline constexpr auto add_account = tenon::insert<account>();
inline constexpr auto add_purchase = tenon::insert<purchase>();

inline tenon::settings in(const scratch& dir) {
    tenon::settings result;
    result.directory = dir / "data";
    return result;
}

struct started {
    scratch dir;
    program db{in(dir)};

    started() { db.start(); }

    std::int64_t accounts() {
        auto session = db.read_session<users>("count");
        return session(count_accounts).scalar();
    }
};

}  // namespace two_modules
