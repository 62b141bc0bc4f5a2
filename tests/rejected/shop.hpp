// SPDX-License-Identifier: BSL-1.0
#pragma once

// The tables that most refused programs are about.
#include <tenon/core.hpp>

#include <cstdint>
#include <optional>
#include <string>

using namespace tenon::literals;

enum class state : int { open, paid, sent };

struct customer {
    std::int64_t id = 0;
    std::string name;
    std::string email;
    std::optional<std::string> phone;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("email"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double total = 0;
    state status = state::open;
    tenon::timestamp created_at = tenon::now();

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"),
                                               tenon::foreign_key("customer_id").references<customer>("id"),
                                               tenon::default_("created_at", tenon::current_timestamp));
};
