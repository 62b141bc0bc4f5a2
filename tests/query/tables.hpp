// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/table.hpp>
#include <tenon/types/types.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tests {

enum class status : int { open = 1, paid = 2 };

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
    std::optional<std::string> note;
    status state = status::open;
    tenon::timestamp created_at{};

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"),
                                               tenon::foreign_key("customer_id").references<customer>("id"),
                                               tenon::default_("created_at", tenon::current_timestamp));
};

struct line {
    std::int64_t order_id = 0;
    std::int32_t number = 0;
    std::string article;
    std::int32_t quantity = 0;
    std::optional<double> weight;
    std::optional<std::vector<std::byte>> label;

    static constexpr auto table = tenon::table("lines", tenon::primary_key("order_id", "number"));
};

struct employee {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> chief;

    static constexpr auto table = tenon::table("employees", tenon::primary_key("id"),
                                               tenon::foreign_key("chief").references<employee>("id"));
};

}  // namespace tests
