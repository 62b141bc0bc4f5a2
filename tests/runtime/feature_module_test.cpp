// SPDX-License-Identifier: BSL-1.0
#include <tenon/raw_sql.hpp>
#include <tenon/test_database.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace tenon::literals;

namespace {

struct customer {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("name"));
};
struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"),
                                               tenon::foreign_key("customer_id").references<customer>("id"));
};
struct voucher {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;

    static constexpr auto table =
        tenon::table("vouchers", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade));
};
struct visit {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;

    static constexpr auto table = tenon::table("visits", tenon::primary_key("id"));
};

struct core : tenon::database_module<"ecommerce_core", customer, order> {
    static constexpr std::string_view database = "ecommerce";
    static constexpr std::string_view initial_sql =
        "INSERT INTO customers (name) VALUES ('first'); INSERT INTO orders (customer_id) VALUES (1);";
};
// Reads what depends on the package's owner, in another file.
struct statistics : tenon::database_module<"statistics", visit> {
    using depends_on = tenon::modules<core>;
};
struct vouchers : tenon::feature_module<"ecommerce_vouchers", core, voucher> {
    using depends_on = tenon::modules<statistics>;
    static void initial_data(tenon::integrity_session<vouchers>& session) {
        session(tenon::insert<voucher>(), voucher{.customer_id = 1});
    }
};
struct checkout : tenon::feature_module<"ecommerce_checkout", core> {};

using program = tenon::test_database<checkout, vouchers, statistics, core>;

constexpr auto count_customers = tenon::select(tenon::count()).from<customer>();
constexpr auto count_vouchers = tenon::select(tenon::count()).from<voucher>();
constexpr auto count_orders = tenon::select(tenon::count()).from<order>();
constexpr auto count_visits = tenon::select(tenon::count()).from<visit>();

template <class Module, class Query>
constexpr std::string_view text_in(const Query&) {
    return tenon::detail::data_of<Query, tenon::detail::home_of<Module>>.sql();
}
static_assert(text_in<vouchers>(count_customers) == R"(SELECT COUNT(*) FROM "customers")");
static_assert(text_in<statistics>(count_customers) == R"(SELECT COUNT(*) FROM "ecommerce"."customers")");
static_assert(text_in<vouchers>(count_visits) == R"(SELECT COUNT(*) FROM "statistics"."visits")");

}  // namespace

TEST_CASE("a package is one file, owned by one module and used by its features") {
    program db;
    CHECK(db.path<core>() == db.directory() + "/ecommerce.db");
    CHECK(db.path<vouchers>() == db.path<core>());
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(db.directory()))
        files += file.path().extension() == ".db" ? 1 : 0;
    CHECK(files == 2);

    // One transaction over the owner's tables and the feature's own; keys lead from one to the other.
    {
        auto session = db.integrity_session<vouchers>("welcome");
        const auto id = session(tenon::insert<customer>(), customer{.name = "ada"}).last_id;
        session(tenon::insert<voucher>(), voucher{.customer_id = id});
        CHECK(error_from([&] { session(tenon::insert<voucher>(), voucher{.customer_id = 77}); }).code ==
              "FOREIGN_KEY_VIOLATION");
        CHECK(session(count_visits).scalar() == 0);
        CHECK(error_from([&] { (void)db.integrity_session<core>("another"); }).code == "SECOND_WRITER");
        session.commit();
    }
    auto owner = db.integrity_session<core>("remove");
    CHECK(owner(count_customers).scalar() == 2);
    owner(tenon::delete_from<customer>().where("name"_c == "ada"));
    owner.commit();
    auto reader = db.read_session<vouchers>("look");
    CHECK(reader(count_vouchers).scalar() == 1);
    auto other = db.read_session<statistics>("look");
    CHECK(other(count_customers).scalar() == 1);
}

TEST_CASE("a callable commits when it succeeds, features like owners") {
    program db;
    const std::int64_t id = db.integrity_session<checkout>("buy", [](auto& session) {
        return session(tenon::insert<order>(), order{.customer_id = 1}).last_id;
    });
    CHECK(id == 2);
    CHECK_THROWS_AS(db.integrity_session<checkout>("buy",
                                                   [](auto& session) {
                                                       session(tenon::insert<order>(),
                                                               order{.customer_id = 1});
                                                       throw std::runtime_error("no");
                                                   }),
                    std::runtime_error);
    db.integrity_session<checkout>("buy", [](auto& session) {
        session(tenon::insert<order>(), order{.customer_id = 1});
        session.rollback();
    });
    auto reader = db.read_session<checkout>("look");
    CHECK(reader(count_orders).scalar() == 2);
}

TEST_CASE("initial data of every module of a file goes in once") {
    program db;
    db.start();
    db.start();
    auto reader = db.read_session<vouchers>("look");
    CHECK(reader(count_vouchers).scalar() == 1);
    CHECK(reader(count_orders).scalar() == 1);
}

TEST_CASE("databases are found by name while running") {
    program db;
    auto session = db.session("ecommerce", "raw");
    CHECK(session(tenon::raw_sql<std::int64_t>("SELECT count(*) FROM customers")).scalar() == 1);
    session(tenon::raw_sql<>("INSERT INTO customers (name) VALUES (:name)"), "name"_p = "bob");
    session.commit();
    CHECK(error_from([&] { session(tenon::raw_sql<>("DELETE FROM customers")); }).code == "SESSION_ENDED");
    auto reader = db.read_session("ecommerce_vouchers", "raw");  // sees what its module sees
    CHECK(reader(tenon::raw_sql<std::int64_t>("SELECT count(*) FROM statistics.visits")).scalar() == 0);
    CHECK(error_from([&] { reader(tenon::raw_sql<>("DELETE FROM customers")); }).code == "NOT_ALLOWED");
    for (const std::string_view name : {"ecomerce", "", "../ecommerce", "main", "temp", "ecommerce.db"}) {
        const auto error = error_from([&] { (void)db.session(name, "raw"); });
        CHECK(error.code == "UNKNOWN_DATABASE");
        CHECK(error.message.starts_with("Database '" + std::string(name) + "' not found"));
        CHECK(error.purpose == "raw");
    }
    CHECK(contains(error_from([&] { (void)db.session("ecomerce", "raw"); }).message, "did you mean"));
}

TEST_CASE("settings give a package one file, by the name of its database") {
    const scratch dir;
    tenon::settings how;
    how.directory = dir / "data";
    how.of("ecommerce").file = dir / "package.db";
    tenon::registry<checkout, vouchers, statistics, core> db(how);
    db.start();
    CHECK(db.path<vouchers>() == dir / "package.db");
    auto session = db.read_session<vouchers>("look");
    CHECK(session(count_customers).scalar() == 1);

    how.of("ecommerce_core").file = dir / "core.db";  // of the owner alone
    const auto error =
        error_from([&] { tenon::registry<checkout, vouchers, statistics, core>(how).start(); });
    CHECK(error.code == "CONFLICTING_FILES");
    CHECK(contains(error.message, "share a database, but have two files"));
    CHECK(contains(error.message, "`ecommerce`"));
    CHECK_FALSE(std::filesystem::exists(dir / "core.db"));
}
