// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/migrate/convert_rows.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace tenon::literals;

namespace {

struct order_v1 {
    std::int64_t id = 0;
    std::string customer{};
    double total = 0;  // in euros

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"), tenon::autoincrement, tenon::index("customer"));
};

struct order {
    std::int64_t id = 0;
    std::string first{};
    std::string last{};
    std::int64_t cents = 0;

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"), tenon::autoincrement, tenon::check("cents >= 0"));
};

struct archived_order {
    std::int64_t id = 0;
    std::string customer{};

    static constexpr auto table = tenon::table("archived_orders", tenon::primary_key("id"));
};

struct line {
    std::int64_t id = 0;
    std::int64_t order_id = 0;

    static constexpr auto table =
        tenon::table("lines", tenon::primary_key("id"),
                     tenon::foreign_key("order_id").references<order_v1>("id").on_delete(tenon::cascade));
};

order split(const order_v1& old) {
    const std::size_t space = old.customer.find(' ');
    return {old.id, old.customer.substr(0, space), old.customer.substr(space + 1),
            static_cast<std::int64_t>(old.total * 100 + 0.5)};
}

class filled {
public:
    filled() : db(":memory:") {
        db.create<order_v1, line>();
        db.connection().execute(
            "INSERT INTO orders (customer, total) VALUES ('Ada Lovelace', 1.5), ('Charles Babbage', 20), "
            "('Gone Away', 1);"
            "DELETE FROM orders WHERE id = 3; INSERT INTO lines (order_id) VALUES (1), (1), (2);"
            "CREATE TABLE log (what TEXT);"
            "CREATE TRIGGER order_left AFTER DELETE ON orders BEGIN INSERT INTO log VALUES (old.id); END;"
            "CREATE VIEW order_ids AS SELECT id FROM orders");
        db.connection().execute("PRAGMA foreign_keys = OFF");
    }

    template <class Work>
    void run(Work work) {
        tenon::sqlite::transaction transaction(db.connection());
        tenon::migration_session session(db.connection());
        work(session);
        transaction.commit();
    }

    tenon::database db;
};

std::vector<std::string> texts(tenon::database& db, std::string_view sql) {
    return tenon::schema::detail::texts_from(db.connection(), sql);
}

}  // namespace

TEST_CASE("rows of an older struct go through a function into the table of the same name") {
    filled shop;
    tenon::converted done;
    shop.run([&](tenon::migration_session& session) {
        done = tenon::convert_rows<order_v1, order>(session, split);
    });
    CHECK(done.rows == 2);
    CHECK(done.left_out == 0);
    const std::vector<order> found = shop.db(tenon::select<order>().order_by("id"_c)).all();
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == 1);
    CHECK(found[0].last == "Lovelace");
    CHECK(found[1].cents == 2000);
    SECTION("what refers to the table still does") {
        CHECK(texts(shop.db, "SELECT sql FROM sqlite_schema WHERE name = 'lines'")[0].find(
                  "REFERENCES \"orders\"") != std::string::npos);
        CHECK(texts(shop.db, "SELECT CAST(count(*) AS TEXT) FROM pragma_foreign_key_check") ==
              std::vector<std::string>{"0"});
        CHECK(texts(shop.db, "SELECT CAST(id AS TEXT) FROM order_ids").size() == 2);
    }
    SECTION("its triggers and the numbers that it gave stay") {
        CHECK(shop.db(tenon::insert<order>(), order{.first = "new"}).last_id == 4);
        shop.db(tenon::delete_from<order>().where("id"_c == 4));
        CHECK(texts(shop.db, "SELECT what FROM log") == std::vector<std::string>{"4"});
    }
}

TEST_CASE("a function may leave rows out, or move them to another table") {
    filled shop;
    tenon::converted done;
    shop.run([&](tenon::migration_session& session) {
        session.execute("DELETE FROM lines WHERE order_id = 2");
        done = tenon::convert_rows<order_v1, archived_order>(
            session, [](const order_v1& old) -> std::optional<archived_order> {
                if (old.id == 2) return std::nullopt;
                return archived_order{old.id, old.customer};
            });
    });
    CHECK(done.rows == 2);
    CHECK(done.left_out == 1);
    CHECK(shop.db(tenon::select<archived_order>()).one().customer == "Ada Lovelace");
    CHECK(texts(shop.db, "SELECT name FROM sqlite_schema WHERE name = 'orders'").empty());
}

TEST_CASE("a row that does not fit the older struct ends the conversion with its table's name") {
    tenon::database db(":memory:");
    db.connection().execute(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, total REAL);"
        "INSERT INTO orders VALUES (1, NULL, 2)");
    const tenon::error failed = error_from([&] {
        tenon::sqlite::transaction transaction(db.connection());
        tenon::migration_session session(db.connection());
        tenon::convert_rows<order_v1, order>(session, split);
    });
    CHECK(failed.code == "NULL_VALUE");
    CHECK(contains(failed.sql, "orders"));
    CHECK(texts(db, "SELECT name FROM sqlite_schema") == std::vector<std::string>{"orders"});
}
