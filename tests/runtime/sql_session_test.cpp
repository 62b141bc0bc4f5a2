// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/session.hpp>
#include <tenon/statement/sql.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <type_traits>

using namespace two_modules;
using tenon::sql;

static_assert(
    std::is_same_v<
        tenon::row_of<std::remove_cvref_t<decltype(sql<shop,
                                                       "SELECT a.name, total FROM purchases p LEFT JOIN "
                                                       "accounts a ON a.id = account_id">)>>,
        tenon::row<tenon::cell<"a.name", std::optional<std::string>>, tenon::cell<"total", double>>>);

TEST_CASE_METHOD(started, "a module's text reads the tables of modules that it depends on") {
    {
        auto session = db.integrity_session<shop>("buy");
        const auto id = session(sql<shop,
                                    "INSERT INTO purchases (account_id, total) SELECT id, 20.0 FROM accounts "
                                    "WHERE name = :name RETURNING id">,
                                "name"_p = "admin")
                            .scalar();
        session(sql<shop, "INSERT INTO items (purchase_id, what) VALUES (:purchase_id, :what)">,
                "purchase_id"_p = id, "what"_p = "pen");
        session.commit();
    }
    auto session = db.read_session<shop>("report");
    std::string found;
    for (const auto& [name, what] : session(sql<shop, R"(
            SELECT accounts.name, i.what
            FROM items i JOIN purchases p ON p.id = i.purchase_id
            JOIN accounts ON accounts.id = p.account_id WHERE p.total > :least)">,
                                            "least"_p = 5))
        found += name + " " + what;
    CHECK(found == "admin pen");
}

TEST_CASE_METHOD(started, "a text checked for one module runs in another that has its tables") {
    auto session = db.read_session<shop>("report");
    CHECK(session(sql<users, "SELECT count(*) FROM accounts">).scalar() == 1);
    CHECK(session(sql<tenon::tables<account>, "SELECT name FROM accounts">).scalar() == "admin");
}
