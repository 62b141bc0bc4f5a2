// SPDX-License-Identifier: BSL-1.0
#include <tenon/attempt.hpp>
#include <tenon/introspection.hpp>
#include <tenon/service.hpp>
#include <tenon/test_database.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers.hpp>

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

using namespace tenon::literals;
using two_modules::account;
using two_modules::add_account;
using two_modules::add_purchase;
using two_modules::count_accounts;
using two_modules::count_purchases;
using two_modules::purchase;

namespace {

std::vector<std::string> events;

class user_service;
struct users : tenon::database_module<"standard.users", account> {
    using service = user_service;
};

class user_service {
public:
    explicit user_service(tenon::module_access<users> db) : db_(std::move(db)) {
        events.emplace_back("users made");
        add("admin");  // its database is there
    }
    ~user_service() { events.emplace_back("users gone"); }

    std::int64_t add(const std::string& name) {
        return db_.integrity_session(
            "add a user", [&](auto& session) { return session(add_account, account{.name = name}).last_id; });
    }
    std::int64_t count() {
        auto session = db_.read_session("count users");
        return session(count_accounts).scalar();
    }
    tenon::result<std::int64_t> try_to_add(const std::string& name) {
        return db_.attempt("try to add a user", [&](auto& session) {
            return session(add_account, account{.name = name}).last_id;
        });
    }
    tenon::module_access<users> access() { return db_; }

private:
    tenon::module_access<users> db_;
};

struct audit : tenon::database_module<"standard.audit"> {
    struct service {};  // made from nothing
};

class shop_service;
struct shop : tenon::database_module<"standard.shop", purchase> {
    using depends_on = tenon::modules<users>;
    using may_depend_on = tenon::modules<audit>;
    using service = shop_service;
};

class shop_service {
public:
    explicit shop_service(tenon::module_access<shop> db)
        : db_(std::move(db)), users_(db_.service<user_service>()) {
        events.emplace_back("shop made");
    }
    ~shop_service() { events.emplace_back("shop gone"); }

    void buy(const std::string& who) {
        const std::int64_t id = users_.add(who);
        db_.integrity_session("buy", [&](auto& session) { session(add_purchase, purchase{0, id, 1.0}); });
    }
    [[nodiscard]] bool audited() const { return db_.has<audit>(); }
    audit::service& audit_service() { return db_.service<audit::service>(); }

private:
    tenon::module_access<shop> db_;
    user_service& users_;
};

// A service that takes the registry itself, whatever its type.
struct report_service {
    template <class Registry>
        requires requires(Registry& db) { db.template service<shop_service>(); }
    explicit report_service(Registry& db)
        : buy([&db](const std::string& who) { db.template service<shop_service>().buy(who); }) {}
    std::function<void(const std::string&)> buy;
};
struct reports : tenon::database_module<"standard.reports"> {
    using depends_on = tenon::modules<shop>;
    using service = report_service;
};

}  // namespace

TEST_CASE("services are made in the order of their modules, and end in the contrary one") {
    events.clear();
    {
        tenon::test_database<reports, shop, users> db;
        CHECK(events == std::vector<std::string>{"users made", "shop made"});
        CHECK(db.service<user_service>().count() == 1);
        db.service<report_service>().buy("ada");
        CHECK(db.service<user_service>().count() == 2);
        auto session = db.read_session<shop>("look");
        CHECK(session(count_purchases).scalar() == 1);
        CHECK_FALSE(db.service<shop_service>().audited());
        CHECK(error_from([&] { db.service<shop_service>().audit_service(); }).code == "NOT_STARTED");
        CHECK(db.service<user_service>().try_to_add("ada").error().code == "UNIQUE_VIOLATION");
        db.stop();
        CHECK(events.back() == "users gone");
        CHECK(error_from([&] { db.service<user_service>(); }).code == "NOT_STARTED");
    }
    CHECK(events == std::vector<std::string>{"users made", "shop made", "shop gone", "users gone"});
}

TEST_CASE("a module that may be left out can be asked for") {
    tenon::test_database<shop, users, audit> db;
    CHECK(db.service<shop_service>().audited());
    CHECK_NOTHROW(db.service<shop_service>().audit_service());
    auto session = db.read_session<shop>("look");
    CHECK(session.has<audit>());
    CHECK(session.has<users>());
    CHECK_FALSE(session.has<reports>());
}

TEST_CASE("a module's access outlives its registry, and says so") {
    std::optional<tenon::module_access<users>> access;
    {
        tenon::test_database<users> db;
        access = db.service<user_service>().access();
        CHECK_NOTHROW(access->read_session("in time"));
    }
    const auto error = error_from([&] { (void)access->read_session("late"); });
    CHECK(error.code == "NOT_STARTED");
    CHECK(contains(error.message, "gone"));
    CHECK(error_from([&] { access->integrity_session("late", [](auto&) {}); }).purpose == "late");
    const auto attempted = access->attempt("late", [](auto&) {});
    REQUIRE(attempted.has_error());
    CHECK(attempted.error().code == "NOT_STARTED");
}

namespace {

class weak_service {
public:
    weak_service() {
        if (fails) throw std::runtime_error("no licence");
    }
    static inline bool fails = false;
};
struct weak : tenon::database_module<"standard.weak"> {
    using depends_on = tenon::modules<audit>;
    using service = weak_service;
};
struct last : tenon::database_module<"standard.last"> {
    using depends_on = tenon::modules<weak>;
    struct service {};
};

}  // namespace

TEST_CASE("a service that can't be made stops the start, and its module says why") {
    weak_service::fails = true;
    const scratch dir;
    tenon::registry<audit, weak, last> db(two_modules::in(dir));
    CHECK_THROWS_WITH(db.start(), "no licence");
    CHECK_NOTHROW(db.service<audit::service>());
    for (const tenon::error& error : {error_from([&] { (void)db.read_session<weak>("look"); }),
                                      error_from([&] { (void)db.service<weak_service>(); })}) {
        CHECK(error.code == "NOT_STARTED");
        CHECK(error.message == "module `standard.weak` was not started: its start has failed: no licence");
    }
    CHECK(error_from([&] { (void)db.service<last::service>(); }).code == "NOT_STARTED");
    CHECK(tenon::describe(db)[1].problem == "no licence");
    weak_service::fails = false;
    db.start();
    CHECK_NOTHROW(db.service<weak_service>());
    CHECK(tenon::describe(db)[1].started);
}
