// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/given_values.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace tenon::literals;
using namespace tests;

namespace {

struct patch {
    std::int64_t id = 0;
    std::optional<std::string> note{};
    std::optional<double> total{};
    std::optional<status> state{};
};

}  // namespace

constexpr auto patched = tenon::update<order>()
                             .set_given<patch>()
                             .where("id"_c == "id"_p && "customer_id"_c != 9)
                             .returning("note"_c, "total"_c, "state"_c);
static_assert(
    tenon::sql_text(patched) ==
    R"(UPDATE "orders" SET "note" = COALESCE(:note, "note"), "total" = COALESCE(:total, "total"), "state" = )"
    R"(COALESCE(:state, "state") WHERE "id" = :id AND "customer_id" <> ? RETURNING "note", "total", "state")");

TEST_CASE("a patch changes what it gives") {
    filled at;
    CHECK(at.typed(patched, patch{.id = 2, .total = 3}) == std::vector<std::string>{"x|3|2|"});
    CHECK(at.typed(patched, patch{.id = 2, .note = "n", .state = status::open}) ==
          std::vector<std::string>{"n|3|1|"});
    CHECK(at.typed(patched, patch{.id = 1}) == std::vector<std::string>{"NULL|10.5|1|"});
    CHECK(at.raw("SELECT COUNT(*) FROM orders WHERE note = 'n'") == std::vector<std::string>{"1|"});
}
