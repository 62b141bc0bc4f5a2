// SPDX-License-Identifier: BSL-1.0
#include <tenon/dynamic.hpp>
#include <tenon/runtime/session.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace two_modules;

namespace {

struct two_customers : started {
    two_customers() {
        {
            auto session = db.integrity_session<users>("accounts");
            session(add_account, std::vector<account>{{.name = "ada"}, {.name = "bob"}});
            session.commit();
        }
        auto session = db.integrity_session<shop>("purchases");
        session(add_purchase, std::vector<purchase>{{0, 2, 10}, {0, 2, 20}, {0, 3, 30}, {0, 3, 40}});
        session.commit();
    }
};

template <class Rows>
std::vector<std::int64_t> ids(Rows&& rows) {
    std::vector<std::int64_t> result;
    for (const auto& row : rows) result.push_back(get<0>(row));
    return result;
}

using numbers = std::vector<std::int64_t>;

constexpr auto purchases = tenon::select("id"_c).from<purchase>();

}  // namespace

TEST_CASE_METHOD(two_customers, "SELECTs composed at run time run in both kinds of sessions") {
    auto search = tenon::dynamic(purchases.where("total"_c > "least"_p));
    search.where("account_id"_c == 3).order_by("total"_c.desc());
    {
        auto session = db.read_session<shop>("search");
        CHECK(ids(session(search, "least"_p = 5)) == numbers{5, 4});
        CHECK(ids(session(search, "least"_p = 35)) == numbers{5});
    }
    auto session = db.integrity_session<shop>("search");
    session(add_purchase, purchase{0, 3, 50});
    CHECK(ids(session(search, "least"_p = 35)) == numbers{6, 5});
}

TEST_CASE_METHOD(two_customers, "tables of a dependency are read wherever they are added") {
    auto session = db.read_session<shop>("search");

    // In the query itself.
    auto joined = tenon::dynamic(tenon::select("p.id"_c)
                                     .from<purchase, "p">()
                                     .join<account, "a">("a.id"_c == "p.account_id"_c)
                                     .where("p.total"_c > "least"_p));
    joined.where("a.name"_c == std::string("ada") || "a.name"_c == "admin").order_by("p.id"_c);
    CHECK(ids(session(joined, "least"_p = 5)) == numbers{2, 3});
    CHECK(joined.compose(nullptr, 0).text.find("\"users\".") == std::string::npos);

    // In what is added, several times; the query itself reads its own module's table only.
    auto search = tenon::dynamic(purchases);
    const auto of = [](const char* name) {
        return "account_id"_c.in(tenon::select("id"_c).from<account>().where("name"_c == std::string(name)));
    };
    search.where_any([&](auto& any) { any.add(of("ada")).add(of("bob")); });
    search.where(tenon::exists(tenon::select(tenon::constant<1>)
                                   .from<account, "a">()
                                   .where("a.id"_c == "purchases.account_id"_c && "a.name"_c != "bob")));
    search.where("total"_c < 15)
        .order_by(tenon::scalar(
            tenon::select("name"_c).from<account, "b">().where("b.id"_c == "purchases.account_id"_c)));
    CHECK(ids(session(search)) == numbers{2});

    // Both.
    joined.where("a.id"_c.in(tenon::select("id"_c).from<account, "x">().where("x.name"_c.like("%a%"))));
    CHECK(ids(session(joined, "least"_p = 15)) == numbers{3});
}

TEST_CASE_METHOD(two_customers, "errors of composed SELECTs name the session's purpose and end with it") {
    auto search = tenon::dynamic(purchases);
    search.where("total"_c > 5);
    {
        auto session = db.read_session<shop>("search");
        const auto error = error_from([&] { (void)session(search).one(); });
        CHECK(error.code == "NOT_UNIQUE");
        CHECK(error.purpose == "search");
        CHECK(error.module_name == "standard.shop");
        CHECK(contains(error.sql, R"("total" > ?1)"));
    }
    auto session = db.integrity_session<shop>("search");
    auto rows = session(search);
    session.rollback();
    CHECK(error_from([&] { (void)rows.all(); }).code == "SESSION_ENDED");
    CHECK(error_from([&] { (void)session(search); }).code == "SESSION_ENDED");
}

TEST_CASE_METHOD(two_customers, "one session prepares a combination of parts once") {
    auto session = db.integrity_session<shop>("search");
    const auto run = [&](const char* name, bool dear) {
        auto search = tenon::dynamic(purchases);
        search.where("account_id"_c.in(tenon::select("id"_c).from<account>().where("name"_c == name)));
        search.where_if(dear, [] { return "total"_c > 15; });
        return ids(session(search)).size();
    };
    CHECK(run("ada", false) == 2);
    const auto prepared = session.connection().cache().misses;
    CHECK(run("bob", false) == 2);
    CHECK(session.connection().cache().misses == prepared);
    CHECK(run("ada", true) == 1);
    CHECK(run("bob", true) == 2);
    CHECK(session.connection().cache().misses == prepared + 1);
}

TEST_CASE_METHOD(two_customers, "a part on a table of a module that is no dependency is refused") {
    auto session = db.read_session<users>("search");
    auto search = tenon::dynamic(tenon::select("id"_c).from<account>());
    search.where(tenon::exists(
        tenon::select(tenon::constant<1>).from<purchase, "p">().where("p.account_id"_c == "accounts.id"_c)));
    CHECK(error_from([&] { (void)session(search).all(); }).code == "FOREIGN_TABLE");
}
