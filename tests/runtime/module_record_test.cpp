// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/module_record.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstddef>

namespace {

namespace detail = tenon::detail;
using two_modules::account;
using two_modules::item;
using two_modules::purchase;

// Refers to itself.
struct bird {
    std::int64_t id = 0;
    std::optional<std::int64_t> mother{};

    static constexpr auto table =
        tenon::table("birds", tenon::primary_key("id"), tenon::foreign_key("mother").references<bird>("id"));
};

template <class... Tables>
using order = std::array<std::size_t, sizeof...(Tables)>;
static_assert(detail::creation_order(detail::types<item, account, purchase>{}) ==
              order<item, account, purchase>{1, 2, 0});
static_assert(detail::creation_order(detail::types<purchase, item>{}) == order<purchase, item>{0, 1});
static_assert(detail::creation_order(detail::types<bird>{}) == order<bird>{0});

}  // namespace

TEST_CASE("a module claims its initial data once") {
    const scratch dir;
    tenon::sqlite::connection db(dir / "a.db");
    {
        const tenon::sqlite::transaction taken_back(db);
        CHECK(detail::claim_initial_data(db, "shop"));
        CHECK_FALSE(detail::claim_initial_data(db, "shop"));
    }
    CHECK(detail::claim_initial_data(db, "shop"));
    CHECK(detail::claim_initial_data(db, "users"));
    CHECK_FALSE(detail::claim_initial_data(db, "shop"));
    tenon::sqlite::connection again(dir / "a.db");
    CHECK_FALSE(detail::claim_initial_data(again, "shop"));
}
