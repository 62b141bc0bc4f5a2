// SPDX-License-Identifier: BSL-1.0
#pragma once

// Two modules with a table each, for the programs that use them wrongly.
#include <tenon/tenon.hpp>

#include <cstdint>
#include <string>

using namespace tenon::literals;

struct customer {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

struct people : tenon::database_module<"standard.people", customer> {};

struct shop : tenon::database_module<"standard.shop", order> {
    using depends_on = tenon::modules<people>;
};
