// SPDX-License-Identifier: BSL-1.0
#pragma once

// Tables that refer to each other, for the programs that follow them wrongly.
#include <tenon/core.hpp>
#include <tenon/relations.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace tenon::literals;

struct customer {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t buyer_id = 0;
    std::optional<std::int64_t> payer_id;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"),
                                               tenon::foreign_key("buyer_id").references<customer>("id"),
                                               tenon::foreign_key("payer_id").references<customer>("id"));
};

struct line {
    std::int64_t order_id = 0;
    std::int64_t position = 0;
    std::string what;

    static constexpr auto table = tenon::table("lines", tenon::primary_key("order_id", "position"),
                                               tenon::foreign_key("order_id").references<order>("id"));
};

struct serial {
    std::int64_t id = 0;
    std::int64_t order_id = 0;
    std::int64_t position = 0;

    static constexpr auto table =
        tenon::table("serials", tenon::primary_key("id"),
                     tenon::foreign_key("order_id", "position").references<line>("order_id", "position"));
};

struct word {
    std::int64_t id = 0;
    std::int64_t order_id = 0;
    std::string_view text;

    static constexpr auto table = tenon::table("words", tenon::primary_key("id"),
                                               tenon::foreign_key("order_id").references<order>("id"));
};

struct follow {
    std::int64_t follower_id = 0;
    std::int64_t followed_id = 0;

    static constexpr auto table = tenon::table("follows", tenon::primary_key("follower_id", "followed_id"),
                                               tenon::foreign_key("follower_id").references<customer>("id"),
                                               tenon::foreign_key("followed_id").references<customer>("id"));
};
