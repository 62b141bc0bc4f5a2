// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/statement/sql.hpp>

#include "../query/tables.hpp"

#include <catch2/catch_test_macros.hpp>
#include <statements/sql_file.hpp>

using tests::customer;

TEST_CASE("a file's text is a constant, as it stands") {
    constexpr auto counted = tenon::sql<tenon::tables<customer>, statements::sql_file>;
    static_assert(tenon::sql_text(counted) ==
                  "SELECT COUNT(*) AS \"n)\" FROM \"customers\" WHERE \"name\" LIKE 'a;%'");
    tenon::database db(":memory:");
    db.create<customer>();
    CHECK(db(counted).scalar() == 0);
}
