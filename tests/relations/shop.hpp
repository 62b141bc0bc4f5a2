// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/core.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace related_shop {

using namespace tenon::literals;

struct customer {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    std::optional<std::int64_t> payer_id{};
    double total = 0;

    static constexpr auto table = tenon::table(
        "orders", tenon::primary_key("id"), tenon::foreign_key("customer_id").references<customer>("id"),
        tenon::foreign_key("payer_id").references<customer>("id"), tenon::index("customer_id"));
};

struct line {
    std::int64_t order_id = 0;
    int position = 0;
    std::string what{};

    static constexpr auto table = tenon::table("lines", tenon::primary_key("order_id", "position"),
                                               tenon::foreign_key("order_id").references<order>("id"));
};

struct tag {
    std::string name{};
    int weight = 0;

    static constexpr auto table = tenon::table("tags", tenon::primary_key("name"));
};

struct order_tag {
    std::int64_t order_id = 0;
    std::string tag_name{};
    int since = 0;

    static constexpr auto table = tenon::table("order_tags", tenon::primary_key("order_id", "tag_name"),
                                               tenon::foreign_key("order_id").references<order>("id"),
                                               tenon::foreign_key("tag_name").references<tag>("name"));
};

struct employee {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::int64_t> manager_id{};

    static constexpr auto table = tenon::table("employees", tenon::primary_key("id"),
                                               tenon::foreign_key("manager_id").references<employee>("id"));
};

struct follow {
    std::int64_t follower_id = 0;
    std::int64_t followed_id = 0;

    static constexpr auto table = tenon::table("follows", tenon::primary_key("follower_id", "followed_id"),
                                               tenon::foreign_key("follower_id").references<employee>("id"),
                                               tenon::foreign_key("followed_id").references<employee>("id"));
};

/// Counts the statements that it runs: anything that can be called as a session will do.
struct counting {
    tenon::database& db;
    int statements = 0;

    template <class... T>
    auto operator()(T&&... call) {
        ++statements;
        return db(std::forward<T>(call)...);
    }
};

inline tenon::database open() {
    tenon::database db(":memory:");
    db.create<customer, order, line, tag, order_tag, employee, follow>();
    db(tenon::insert<customer>().with_key(), std::vector<customer>{{1, "Ada"}, {2, "Bob"}, {3, "Cyd"}});
    db(tenon::insert<order>().with_key(),
       std::vector<order>{
           {10, 2, 1, 5.5}, {11, 1, std::nullopt, 7}, {12, 2, std::nullopt, 9.25}, {13, 2, 2, 1}});
    db(tenon::insert<line>(), std::vector<line>{{10, 2, "pen"}, {10, 1, "ink"}, {12, 1, "paper"}});
    db(tenon::insert<tag>(), std::vector<tag>{{"urgent", 3}, {"gift", 1}, {"late", 2}});
    db(tenon::insert<order_tag>(),
       std::vector<order_tag>{{10, "urgent", 1}, {10, "gift", 2}, {12, "gift", 3}});
    db(tenon::insert<employee>().with_key(),
       std::vector<employee>{{1, "Eve", std::nullopt}, {2, "Fay", 1}, {3, "Gus", 1}, {4, "Hal", 2}});
    db(tenon::insert<follow>(), std::vector<follow>{{1, 2}, {1, 4}, {2, 1}});
    return db;
}

/// The field of each row in each group.
template <class Groups, class Field>
auto listed(const Groups& groups, Field field) {
    std::vector<std::vector<std::remove_cvref_t<decltype(groups.rows().front().*field)>>> lists;
    for (const auto& group : groups) {
        lists.emplace_back();
        for (const auto& row : group) lists.back().push_back(row.*field);
    }
    return lists;
}

using ids = std::vector<std::vector<std::int64_t>>;
using names = std::vector<std::vector<std::string>>;

}  // namespace related_shop
