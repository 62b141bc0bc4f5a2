// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/ownership.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string_view>
#include <tuple>

using namespace two_modules;

namespace {

struct stranger : tenon::database_module<"stranger"> {};

template <class Module, bool Writes, class Query>
constexpr std::string_view refusal(const Query&) {
    return tenon::detail::ownership_refusal<Module, Query, Writes>::sentence.view();
}

constexpr auto read_own = tenon::select<purchase>();
constexpr auto read_other = tenon::select<account>();
constexpr auto read_both = tenon::select("a.name"_c, "p.total"_c)
                               .from<account, "a">()
                               .left_join<purchase, "p">("p.account_id"_c == "a.id"_c)
                               .order_by("a.id"_c);

// A module reads its own tables and those that it declared; it writes its own.
static_assert(refusal<shop, true>(read_own).empty() && refusal<shop, false>(read_own).empty());
static_assert(refusal<shop, true>(read_both).empty() && refusal<shop, false>(read_both).empty());
static_assert(refusal<shop, true>(add_purchase).empty());
static_assert(refusal<users, true>(add_account).empty());

static_assert(refusal<shop, false>(add_purchase) ==
              "a read session can't run INSERT: use an integrity session");
static_assert(refusal<shop, false>(tenon::delete_from<purchase>()) ==
              "a read session can't run DELETE: use an integrity session");
static_assert(
    refusal<shop, true>(add_account) ==
    "table `accounts` belongs to another module: `standard.shop` may read it, but only its owner's sessions "
    "write it");
static_assert(
    refusal<users, true>(read_own) ==
    "module `standard.users` neither owns table `purchases` nor depends on a module that does: name that "
    "module in `using depends_on = tenon::modules<...>`");
static_assert(refusal<users, false>(read_both) == refusal<users, true>(read_own));
static_assert(
    refusal<stranger, false>(read_other).starts_with("module `stranger` neither owns table `accounts` nor"));

// In its owner's session a table stands alone, elsewhere after its file's name; the text is a constant.
template <class Module, class Query>
constexpr std::string_view text_in(const Query&) {
    return tenon::detail::data_of<Query, tenon::detail::home_of<Module>>.sql();
}
static_assert(text_in<users>(read_other) == R"(SELECT "id", "name" FROM "accounts")");
static_assert(text_in<shop>(read_other) == R"(SELECT "id", "name" FROM "users"."accounts")");
static_assert(text_in<shop>(read_both) ==
              R"(SELECT "a"."name", "p"."total" FROM "users"."accounts" AS "a" LEFT JOIN "purchases" AS "p" )"
              R"(ON "p"."account_id" = "a"."id" ORDER BY "a"."id")");
static_assert(text_in<shop>(tenon::select("accounts.name"_c, "purchases.total"_c)
                                .from<purchase>()
                                .join<account>("accounts.id"_c == "purchases.account_id"_c)) ==
              R"(SELECT "accounts"."name", "purchases"."total" FROM "purchases" JOIN "users"."accounts" )"
              R"(ON "accounts"."id" = "purchases"."account_id")");

}  // namespace

TEST_CASE_METHOD(started, "one statement reads a module's tables and those that it depends on") {
    auto session = db.integrity_session<shop>("buy");
    const auto admin = session(tenon::select("id"_c).from<account>()).scalar();
    session(add_purchase, purchase{.account_id = admin, .total = 20});
    const auto rows = session(read_both).all();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["name"_c] == "admin");
    CHECK(rows[1]["total"_c] == 20);
    const auto [who, what] = session(tenon::select(tenon::all)
                                         .from<account>()
                                         .join<purchase>("accounts.id"_c == "purchases.account_id"_c)
                                         .where("purchases.total"_c == "x"_p),
                                     "x"_p = 20)
                                 .one();
    CHECK(who.name == "admin");
    CHECK(what.total == 20);
    session.commit();
    auto reader = db.read_session<shop>("report");
    CHECK(reader(read_both).all().size() == 2);
    CHECK(reader(count_accounts).scalar() == 1);
}

TEST_CASE_METHOD(started, "the file of a dependency can't be written, even by hand") {
    auto session = db.integrity_session<shop>("reach over");
    const auto error = error_from([&] { session.connection().execute("DELETE FROM users.accounts"); });
    CHECK(error.code == "READ_ONLY");
    CHECK(accounts() == 1);
}

TEST_CASE_METHOD(started, "writing a module does not lock those that it depends on") {
    auto shop_session = db.integrity_session<shop>("buy");
    shop_session(add_purchase, purchase{.account_id = 1, .total = 20});
    auto users_session = db.integrity_session<users>("register");
    users_session(add_account, account{.name = "ada"});
    users_session.commit();
    shop_session.commit();
    CHECK(accounts() == 2);
}
