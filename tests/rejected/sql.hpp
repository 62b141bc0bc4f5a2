// SPDX-License-Identifier: BSL-1.0
#pragma once

// Two tables without a module, for the texts that use them wrongly.
#include <tenon/core.hpp>

#include <cstdint>
#include <optional>
#include <string>

struct customer {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("name"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double total = 0;
    std::optional<std::string> note;
    tenon::timestamp created_at{};

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

using shop = tenon::tables<customer, order>;
