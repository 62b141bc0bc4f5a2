// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/query/with.hpp>
#include <tenon/statement/sql.hpp>

#include "../query/tables.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace tenon::literals;
using tenon::sql;
using tests::customer;
using tests::order;

namespace {

using shop = tenon::tables<customer, order, tests::line, tests::employee>;

template <auto& Text>
using row_of = tenon::row_of<std::remove_cvref_t<decltype(Text)>>;

/// Whether a text is the builder's statement: one text, one type of rows.
template <class Text, class Built>
constexpr bool same_statement(const Text& text, const Built& built) {
    static_assert(std::is_same_v<tenon::row_of<Text>, tenon::row_of<Built>>);
    return tenon::sql_text(text) == tenon::sql_text(built);
}

template <class Text>
constexpr bool prints(const Text& text, std::string_view canonical) {
    return tenon::sql_text(text) == canonical;
}

}  // namespace

static_assert(same_statement(sql<shop, "SELECT * FROM customers">, tenon::select<customer>()));
static_assert(same_statement(
    sql<shop,
        "select C.name, o.total from orders as o inner join Customers c on c.id = o.customer_id -- all\n"
        "where o.total >= :least and not c.active or o.note is null order by o.total desc limit @n;">,
    tenon::select("C.name"_c, "o.total"_c)
        .from<order, "o">()
        .join<customer, "c">("c.id"_c == "o.customer_id"_c)
        .where(("o.total"_c >= "least"_p && !"c.active"_c) || "o.note"_c.is_null())
        .order_by("o.total"_c.desc())
        .limit("n"_p)));
static_assert(same_statement(
    sql<shop, "SELECT * FROM customers c LEFT OUTER JOIN orders o ON o.customer_id = c.id">,
    tenon::select(tenon::all).from<customer, "c">().left_join<order, "o">("o.customer_id"_c == "c.id"_c)));
static_assert(same_statement(
    sql<shop,
        "SELECT customer_id, count(*) AS n, sum(total) FROM orders GROUP BY customer_id HAVING count(*) > 1 "
        "ORDER BY n DESC NULLS LAST, customer_id">,
    tenon::select("customer_id"_c, tenon::count().as<"n">(), tenon::sum("total"_c))
        .from<order>()
        .group_by("customer_id"_c)
        .having(tenon::count() > tenon::constant<1>)
        .order_by("n"_c.desc().nulls_last(), "customer_id"_c)));
static_assert(same_statement(sql<shop, "UPDATE orders SET total = total * 2, note = :note WHERE id = :id">,
                             tenon::update<order>()
                                 .set("total"_c = "total"_c * tenon::constant<2>, "note"_c = "note"_p)
                                 .where("id"_c == "id"_p)));
static_assert(same_statement(sql<shop, "DELETE FROM orders WHERE id IN :ids RETURNING *">,
                             tenon::delete_from<order>().where("id"_c.in("ids"_p)).returning(tenon::all)));
static_assert(same_statement(
    sql<shop,
        "INSERT INTO customers (name, email, active) VALUES (:name, :email, TRUE) ON CONFLICT (email) "
        "DO UPDATE SET name = excluded.name WHERE customers.active RETURNING id">,
    tenon::insert<customer>()
        .values("name"_c = "name"_p, "email"_c = "email"_p, "active"_c = tenon::constant<true>)
        .on_conflict("email"_c)
        .do_update("name"_c = "excluded.name"_c)
        .where("customers.active"_c)
        .returning("id"_c)));

// Names in every kind of quotes, keywords among them.
static_assert(
    prints(sql<shop, R"(SELECT "name" AS "a ""quoted"" name", [email] `e``m` FROM "customers" AS "select")">,
           R"(SELECT "name" AS "a ""quoted"" name", "email" AS "e`m" FROM "customers" AS "select")"));
static_assert(prints(sql<shop, "SELECT end.id desc FROM customers end, orders \"from\"">,
                     R"(SELECT "end"."id" AS "desc" FROM "customers" AS "end", "orders" AS "from")"));

static_assert(prints(sql<shop,
                         "WITH RECURSIVE up(id, n) AS (SELECT id, 0 FROM employees WHERE id = :id UNION ALL "
                         "SELECT e.chief, up.n + 1 FROM up JOIN employees e ON e.id = up.id), "
                         "other AS NOT MATERIALIZED (SELECT 1 AS one) SELECT up.n FROM up, other">,
                     R"(WITH RECURSIVE "up" ("id", "n") AS (SELECT "employees"."id", 0 FROM "employees" )"
                     R"(WHERE "employees"."id" = :id UNION ALL SELECT "e"."chief", "up"."n" + 1 FROM "up" )"
                     R"(JOIN "employees" AS "e" ON "e"."id" = "up"."id"), "other" AS NOT MATERIALIZED )"
                     R"((SELECT 1 AS "one") SELECT "up"."n" FROM "up", "other")"));
static_assert(prints(
    sql<shop,
        "SELECT sum(total) FILTER (WHERE total > 0) OVER w, row_number() OVER (PARTITION BY customer_id "
        "ORDER "
        "BY total ROWS 2 PRECEDING EXCLUDE TIES) FROM orders WINDOW w AS (ORDER BY id)">,
    R"(SELECT SUM("total") FILTER (WHERE "total" > 0) OVER "w", ROW_NUMBER() OVER (PARTITION BY "customer_id" )"
    R"(ORDER BY "total" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE TIES) FROM "orders" WINDOW "w" AS )"
    R"((ORDER BY "id"))"));
static_assert(
    prints(sql<shop,
               "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders) AND EXISTS "
               "(SELECT 1 FROM orders o WHERE o.customer_id = customers.id) UNION SELECT 'x' EXCEPT "
               "VALUES ('y') ORDER BY name">,
           R"(SELECT "customers"."name" FROM "customers" WHERE "customers"."id" IN (SELECT )"
           R"("orders"."customer_id" FROM "orders") AND EXISTS (SELECT 1 FROM "orders" AS "o" WHERE )"
           R"("o"."customer_id" = "customers"."id") UNION SELECT 'x' EXCEPT SELECT * FROM (VALUES ('y')) )"
           R"(ORDER BY 1)"));
static_assert(
    prints(sql<shop, "UPDATE OR IGNORE orders AS o SET total = c.id FROM customers c WHERE c.id = o.id">,
           R"(UPDATE OR IGNORE "orders" AS "o" SET "total" = "c"."id" FROM "customers" AS "c" )"
           R"(WHERE "c"."id" = "o"."id")"));
static_assert(prints(sql<shop, "REPLACE INTO employees VALUES (1, 'Ada', NULL), (:id, :name, -0x1F)">,
                     R"(INSERT OR REPLACE INTO "employees" ("id", "name", "chief") VALUES (1, 'Ada', NULL), )"
                     R"((:id, :name, -0x1F))"));
static_assert(
    prints(sql<shop, "INSERT INTO employees (name) SELECT name FROM customers ON CONFLICT DO NOTHING">,
           R"(INSERT INTO "employees" ("name") SELECT "customers"."name" FROM "customers" WHERE )"
           R"(TRUE ON CONFLICT DO NOTHING)"));
static_assert(prints(sql<shop, "VALUES (1, 'a'), (2, 'b')">, "VALUES (1, 'a'), (2, 'b')"));
static_assert(prints(sql<shop,
                         "SELECT CASE WHEN active THEN 'on' END, CAST(id AS text), -9223372036854775808, "
                         "id & 3 | 4, ~id, +id FROM customers WHERE (id, name) > "
                         "(:a, :b)">,
                     R"(SELECT CASE WHEN "active" THEN 'on' END, CAST("id" AS TEXT), -9223372036854775808, )"
                     R"("id" & 3 | 4, ~"id", +"id" FROM "customers" WHERE ("id", "name") > )"
                     R"((:a, :b))"));

static_assert(
    std::is_same_v<row_of<sql<shop, "SELECT * FROM customers c, orders">>, std::tuple<customer, order>>);
static_assert(
    std::is_same_v<
        row_of<sql<shop, "SELECT c.id, state, max(note) AS m FROM orders, customers c GROUP BY c.id, state">>,
        tenon::row<tenon::cell<"c.id", std::int64_t>, tenon::cell<"state", tests::status>,
                   tenon::cell<"m", std::optional<std::string>>>>);

namespace {
struct contact {
    std::string name;
    std::string email;
    bool active = true;
};

struct filled {
    tenon::database db{":memory:"};

    filled() {
        db.create<customer, order, tests::line, tests::employee>();
        db(sql<shop, "INSERT INTO customers (name, email, active) VALUES (:name, :email, :active)">,
           std::vector<contact>{{"Ada", "ada@example.com"}, {"Bob", "bob@example.com", false}});
        for (const std::int64_t id : {1, 2})
            db(sql<shop, "INSERT INTO orders (customer_id, total, state) VALUES (:id, :id * 1.5, :state)">,
               "id"_p = id, "state"_p = tests::status::paid);
    }
};

}  // namespace

TEST_CASE_METHOD(filled, "a text runs as a statement of the builder does") {
    std::string names;
    for (const auto& [name, total] :
         db(sql<shop,
                "SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE "
                "o.state = :state ORDER BY c.name DESC">,
            "state"_p = tests::status::paid))
        names += name + (total == 1.5 ? "1.5 " : "3 ");
    CHECK(names == "Bob3 Ada1.5 ");
    CHECK(db(sql<shop, "SELECT count(*) FROM customers WHERE id IN :ids">,
             "ids"_p = std::vector<std::int64_t>{1, 7})
              .scalar() == 1);
    const customer found =
        db(sql<shop, "SELECT * FROM customers WHERE email = :email">, "email"_p = "bob@example.com").one();
    CHECK((found.name == "Bob" && !found.active));
    CHECK(db(sql<shop, "UPDATE customers SET active = TRUE WHERE NOT active">).rows == 1);
    CHECK(db(sql<shop, "DELETE FROM orders WHERE total > :least RETURNING id">, "least"_p = 2.0).scalar() ==
          2);
    CHECK(db(sql<shop,
                 "INSERT INTO customers (name, email, active) VALUES ('Cy', 'ada@example.com', 0) ON "
                 "CONFLICT DO "
                 "NOTHING">)
              .rows == 0);
}

TEST_CASE_METHOD(filled, "names with doubled quotes are what they mean") {
    const auto row = db(sql<shop, R"(SELECT name AS "my ""own"" name" FROM customers WHERE id = 1)">).one();
    CHECK(row["my \"own\" name"_c] == "Ada");
}
