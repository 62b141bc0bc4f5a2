// SPDX-License-Identifier: BSL-1.0
#include <tenon/dynamic.hpp>
#include <tenon/migrations.hpp>
#include <tenon/raw_sql.hpp>
#include <tenon/tenon.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace tenon::literals;

// What a module's migrations do where its tables have a prefix, and where they have none.
namespace {

struct account {
    std::int64_t id = 0;
    std::string name{};

    static constexpr auto table = tenon::table("accounts", tenon::primary_key("id"));
};

struct users : tenon::database_module<"test.users", account> {
    static constexpr std::string_view prefix = "u_";
    static void initial_data(tenon::integrity_session<users>& session) {
        session(tenon::insert<account>(), account{.name = "Ada"});
    }
};

struct customer {
    std::int64_t id = 0;
    std::string name{};
    std::int64_t orders = 0;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::autoincrement);
};

struct order_v1 {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double euros = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    std::int64_t cents = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"),
                     tenon::foreign_key("customer_id").references<customer>("id").on_delete(tenon::cascade),
                     tenon::check("cents >= 0"), tenon::index("customer_id"));
};

struct archived {
    std::int64_t id = 0;
    std::string note{};

    static constexpr auto table = tenon::table("archive", tenon::primary_key("id"));
};

tenon::error composed;  // what a step was told that ran a query composed at run time

void count_in_cents(tenon::migration_session& session) {
    tenon::convert_rows<order_v1, order>(session, [](const order_v1& old) {
        return order{old.id, old.customer_id, static_cast<std::int64_t>(old.euros * 100)};
    });
}

void count_in_euros(tenon::migration_session& session) {
    tenon::convert_rows<order, order_v1>(session, [](const order& now) {
        return order_v1{now.id, now.customer_id, static_cast<double>(now.cents) / 100};
    });
}

void use_everything(tenon::migration_session& session) {
    session.execute("CREATE TABLE " + session.table_name("archive") +
                    " (id INTEGER PRIMARY KEY NOT NULL, note TEXT NOT NULL) STRICT");
    const auto bob =
        session(tenon::insert<customer>().returning("id"_c), "name"_p = "Bob", "orders"_p = 0).scalar();
    session(tenon::insert<order>(), order{.customer_id = bob, .cents = 5});
    session(tenon::insert<archived>(), std::vector<archived>{{0, "one"}, {0, "two"}, {0, "three"}});
    session(tenon::update<customer>().set("orders"_c = "orders"_c + 1).where("id"_c == "id"_p), "id"_p = bob);
    session(tenon::delete_from<archived>().where("note"_c == "two"));
    const auto joined = session(tenon::select("c.name"_c)
                                    .from<order, "o">()
                                    .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                                    .where("o.cents"_c == 5))
                            .all();
    CHECK(joined.size() == 1);
    CHECK(session(tenon::raw_sql<std::int64_t>("SELECT count(*) AS n FROM " + session.table_name("archive")))
              .scalar() == 2);
    try {
        session(tenon::dynamic(tenon::select("name"_c).from<customer>())).all();
    } catch (const tenon::exception& refused) {
        composed = refused.details();
    }
}

void read_others(tenon::migration_session& session) {
    for (const account& each : session(tenon::select<account>()))
        session(tenon::insert<customer>(), customer{.name = each.name + " of another module"});
}

// A table of the same name as another module's, to which it refers.
struct other_account {
    std::int64_t id = 0;
    std::int64_t account_id = 0;

    static constexpr auto table = tenon::table("accounts", tenon::primary_key("id"),
                                               tenon::foreign_key("account_id").references<account>("id"));
};

struct other_account_v1 {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("accounts", tenon::primary_key("id"));
};

void point_to_accounts(tenon::migration_session& session) {
    const std::int64_t first = session(tenon::select("id"_c).from<account>().limit(1)).scalar();
    tenon::convert_rows<other_account_v1, other_account>(
        session, [&](const other_account_v1& old) { return other_account{old.id, first}; });
}

struct namesake : tenon::database_module<"test.namesake", other_account> {
    static constexpr std::string_view prefix = "n_";
    using depends_on = tenon::modules<users>;

    static void migrations(tenon::migrations& to) {
        to.add({"001_create.sql",
                "CREATE TABLE {prefix}accounts (id INTEGER PRIMARY KEY NOT NULL) STRICT; INSERT INTO "
                "{prefix}accounts VALUES (9)"});
        to.add(2, "point_to_accounts", &point_to_accounts);
    }
};

struct shop : tenon::database_module<"test.shop", customer, order, archived> {
    static constexpr std::string_view prefix = "s_";
    using may_depend_on = tenon::modules<users>;

    static void migrations(tenon::migrations& to) {
        to.add(
            {"001_create.sql",
             "CREATE TABLE {prefix}customers (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name TEXT NOT "
             "NULL, "
             "orders INTEGER NOT NULL) STRICT;\n"
             "CREATE TABLE \"{prefix}orders\" (id INTEGER PRIMARY KEY NOT NULL, customer_id INTEGER NOT NULL "
             "REFERENCES {prefix}customers (id) ON DELETE CASCADE, euros REAL NOT NULL) STRICT;\n"
             "INSERT INTO {prefix}customers VALUES (7, 'first', 1);\n"
             "INSERT INTO {prefix}orders VALUES (1, 7, 2.5);\n"});
        to.add(2, "count_in_cents", &count_in_cents, &count_in_euros);
        to.add(3, "use_everything", &use_everything);
        to.add({"init.sql", "INSERT INTO {prefix}customers (name, orders) VALUES ('initial', 0)"});
    }
};

struct extended : shop {
    static void migrations(tenon::migrations& to) {
        shop::migrations(to);
        to.add(4, "read_others", &read_others);
    }
};

struct reversible : shop {
    static void migrations(tenon::migrations& to) {
        shop::migrations(to);
        to.add(4, "in_cents_again", &count_in_euros, &count_in_cents);
    }
};

using texts = std::vector<std::string>;

texts read(const std::string& path, std::string_view sql) {
    tenon::sqlite::connection on(path);
    return tenon::schema::detail::texts_from(on, sql);
}

constexpr auto names =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'tenon%' AND name NOT "
    "LIKE 'sqlite%' ORDER BY name";

}  // namespace

TEST_CASE("migrations find their tables under the module's prefix where all modules are in one file") {
    const scratch directory;
    tenon::settings how;
    how.directory = directory.path();
    composed = {};
    {
        tenon::one_file_registry<users, shop> db(how);
        db.start();
        auto session = db.integrity_session<shop>("look");
        CHECK(session(tenon::select<customer>()).all().size() == 3);
        CHECK(session(tenon::select("cents"_c).from<order>().where("id"_c == 1)).scalar() == 250);
    }
    const std::string path = directory / "database.db";
    CHECK(read(path, names) == texts{"s_archive", "s_customers", "s_orders", "u_accounts"});
    CHECK(read(path, "SELECT name FROM s_customers ORDER BY id") == texts{"first", "Bob", "initial"});
    CHECK(read(path, "SELECT \"table\" FROM pragma_foreign_key_list('s_orders')") == texts{"s_customers"});
    CHECK(read(path, "SELECT name FROM sqlite_schema WHERE tbl_name = 's_orders' AND type = 'index'") ==
          texts{"s_orders_customer_id"});
    CHECK(composed.code == "MISUSE");
    CHECK(contains(composed.message, "table_name()"));
    SECTION("those of modules that it depends on, too") {
        tenon::one_file_registry<users, extended>(how).start();
        CHECK(read(path, "SELECT name FROM s_customers WHERE name LIKE 'Ada%'") ==
              texts{"Ada of another module"});
    }
    SECTION("and no start finds anything to do afterwards") {
        const texts before = read(path, "SELECT name FROM tenon_migrations ORDER BY module, version");
        tenon::one_file_registry<users, shop>(how).start();
        CHECK(read(path, "SELECT name FROM tenon_migrations ORDER BY module, version") == before);
    }
}

TEST_CASE("prefixes tell tables of one name apart, in foreign keys and in steps, too") {
    const scratch directory;
    tenon::settings how;
    how.directory = directory.path();
    tenon::one_file_registry<users, namesake> db(how);
    db.start();
    const std::string path = directory / "database.db";
    CHECK(read(path, names) == texts{"n_accounts", "u_accounts"});
    CHECK(read(path, "SELECT \"table\" FROM pragma_foreign_key_list('n_accounts')") == texts{"u_accounts"});
    CHECK(read(path, "SELECT id || ' ' || account_id FROM n_accounts") == texts{"9 1"});
    CHECK(read(path, "SELECT name FROM tenon_migrations WHERE module = 'test.namesake'") ==
          texts{"001_create", "002_point_to_accounts"});
}

TEST_CASE("the same migrations have no prefix where each module has a file") {
    const scratch directory;
    tenon::settings how;
    how.directory = directory.path();
    composed = {};
    tenon::registry<shop>(how).start();
    const std::string path = directory / "shop.db";
    CHECK(read(path, names) == texts{"archive", "customers", "orders"});
    CHECK(read(path, "SELECT name FROM customers ORDER BY id") == texts{"first", "Bob", "initial"});
    CHECK(composed.code == "");
    SECTION("and one where the settings put all in one file") {
        tenon::settings one = how;
        one.file = directory / "one.db";
        tenon::registry<users, shop>(one).start();
        CHECK(read(one.file, names) == texts{"s_archive", "s_customers", "s_orders", "u_accounts"});
    }
}

TEST_CASE("steps are taken back under a prefix, too") {
    const scratch directory;
    tenon::sqlite::connection on(directory / "one.db");
    on.execute("CREATE TABLE u_accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    const auto written = tenon::detail::written_part<shop>(true).all;
    CHECK(tenon::schema::run_written(on, "test.shop", written, true).size() == 3);
    const auto error = error_from([&] { tenon::schema::roll_back(on, "test.shop", written, 2); });
    CHECK(error.code == "IRREVERSIBLE_MIGRATION");
    const auto more = tenon::detail::written_part<reversible>(true).all;
    CHECK(tenon::schema::run_written(on, "test.shop", more, false) == texts{"004_in_cents_again"});
    CHECK(tenon::schema::detail::texts_from(on, "SELECT euros || '' FROM s_orders WHERE id = 1") ==
          texts{"2.5"});
    CHECK(tenon::schema::roll_back(on, "test.shop", more) == texts{"004_in_cents_again"});
    CHECK(tenon::schema::detail::texts_from(on, "SELECT cents || '' FROM s_orders WHERE id = 1") ==
          texts{"250"});
}
