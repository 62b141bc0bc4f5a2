// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/manifest.hpp>
#include <tenon/runtime/registry.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace listed {

struct article {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table =
        tenon::table("listed_articles", tenon::primary_key("id"), tenon::index("name").named("by_name"));
};

inline constexpr auto find_by_name = tenon::select<article>().where("name"_c == "name"_p);
inline constexpr auto add_article = tenon::insert<article>();
inline constexpr auto first_articles = tenon::select<article>().where("id"_c < 10);

struct shelf : tenon::database_module<"listed.shelf", article> {
    using statements = tenon::manifest<find_by_name, add_article, first_articles>;
};

}  // namespace listed

TEST_CASE("all statements of a manifest are prepared and explained, none runs") {
    tenon::settings how;
    how.directory = "manifest";
    tenon::registry<listed::shelf> modules(how);
    modules.start();
    auto session = modules.integrity_session<listed::shelf>("manifest");
    const std::vector<tenon::prepared_statement> prepared = tenon::prepare_statements(session);
    REQUIRE(prepared.size() == 3);
    CHECK(prepared[0].name == "find_by_name");
    CHECK(prepared[0].sql == R"(SELECT "id", "name" FROM "listed_articles" WHERE "name" = :name)");
    CHECK(prepared[0].plan.uses_index("by_name"));
    CHECK_FALSE(prepared[0].plan.scans_any_table());
    CHECK(prepared[1].name == "add_article");
    CHECK(prepared[1].sql == R"(INSERT INTO "listed_articles" ("id", "name") VALUES (:id, :name))");
    CHECK(prepared[2].name == "first_articles");
    CHECK(session(tenon::select(tenon::count()).from<listed::article>()).scalar() == 0);
}
