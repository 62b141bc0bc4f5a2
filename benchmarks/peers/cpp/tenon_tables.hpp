// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/tenon.hpp>

#include "common.hpp"

namespace peers {

struct order {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    double total = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"), tenon::foreign_key("user_id").references<user>("id"),
                     tenon::index("user_id"));
};

}  // namespace peers

template <>
inline constexpr auto tenon::table_of<peers::user> = tenon::table("users", tenon::primary_key("id"));

template <>
inline constexpr auto tenon::table_of<peers::document> =
    tenon::table("documents", tenon::primary_key("id"), tenon::unique("hash"));

template <>
inline constexpr auto tenon::table_of<peers::result> = tenon::table(
    "results", tenon::primary_key("id"), tenon::foreign_key("first_id").references<peers::document>("id"),
    tenon::foreign_key("second_id").references<peers::document>("id"), tenon::index("first_id"));

template <>
inline constexpr auto tenon::table_of<peers::person> = tenon::table("people", tenon::primary_key("id"));

template <>
inline constexpr auto tenon::table_of<peers::post> =
    tenon::table("posts", tenon::primary_key("id"),
                 tenon::foreign_key("user_id").references<peers::person>("id"), tenon::index("user_id"));

template <>
inline constexpr auto tenon::table_of<peers::comment> =
    tenon::table("comments", tenon::primary_key("id"),
                 tenon::foreign_key("post_id").references<peers::post>("id"), tenon::index("post_id"));

namespace peers {

struct bench
    : tenon::database_module<"benchmarks.peers", user, order, document, result, person, post, comment> {};

}  // namespace peers
