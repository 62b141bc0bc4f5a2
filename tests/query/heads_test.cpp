// SPDX-License-Identifier: BSL-1.0
#include <tenon/query/heads.hpp>

#include "same_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <concepts>

using namespace tenon::literals;
using namespace tests;
using tenon::count, tenon::delete_from, tenon::insert, tenon::max, tenon::scalar, tenon::select,
    tenon::sql_text, tenon::sum;
using tenon::update;
using rows = std::vector<std::string>;

TEST_CASE("UPDATE … FROM with values in every clause") {
    filled at;
    const auto query =
        update<order, "o">()
            .set("note"_c = tenon::concat("c.name"_c, "tail"_p),
                 "total"_c = "o.total"_c + 100 +
                             tenon::coalesce(scalar(select(sum("quantity"_c))
                                                        .from<line>()
                                                        .where("order_id"_c == "o.id"_c && "number"_c < 2)),
                                             0))
            .from<"c">(select("id"_c, "name"_c).from<customer>().where("id"_c != 3))
            .join<employee, "e">("e.name"_c == "c.name"_c && "e.id"_c != 77)
            .where("c.id"_c == "o.customer_id"_c && "o.id"_c < "below"_p)
            .returning(
                "id"_c, "total"_c, "note"_c, ("id"_c + 1000).as<"more">(),
                scalar(select(count()).from<line>().where("order_id"_c == "o.id"_c && "quantity"_c > 1))
                    .as<"n">());
    rows found = at.typed(query, "below"_p = 4, "tail"_p = "!");
    std::sort(found.begin(), found.end());
    CHECK(found == rows{"1|113.5|Ada!|1001|1|", "2|122|Ada!|1002|1|", "3|120|bob!|1003|0|"});
    CHECK(at.raw("SELECT id, note FROM orders WHERE id > 3") == rows{"4|Y|", "5|NULL|"});
}

TEST_CASE("RETURNING knows the table by its name, whatever its alias") {
    filled at;
    const auto query =
        update<order, "o">()
            .set("note"_c = "n")
            .where("o.id"_c == 2)
            .returning(scalar(select(count()).from<order, "other">().where(
                                  "other.customer_id"_c == "o.customer_id"_c && "other.id"_c < "o.id"_c))
                           .as<"n">());
    CHECK(at.typed(query) == rows{"1|"});
    const auto removed =
        delete_from<employee, "e">()
            .where(!tenon::exists(select("id"_c).from<employee, "i">().where("i.chief"_c == "e.id"_c)))
            .returning("name"_c, "e.chief"_c);
    rows found = at.typed(removed);
    std::sort(found.begin(), found.end());
    CHECK(found == rows{"Gus|1|", "Ida|4|", "Zoe|NULL|"});
}

TEST_CASE("ON CONFLICT with queries and values around it") {
    filled at;
    const auto query =
        insert<customer>()
            .values("id"_c = 70, "name"_c = "first"_p, "email"_c = "a@x", "active"_c = false)
            .values("id"_c = 71,
                    "name"_c = tenon::coalesce(
                        scalar(select(max("name"_c)).from<employee>().where("id"_c < 4)), "none"),
                    "email"_c = "new@x", "active"_c = true)
            .on_conflict("email"_c)
            .do_update("name"_c = tenon::concat(
                           "excluded.name"_c,
                           tenon::coalesce(
                               scalar(select(max("note"_c))
                                          .from<order>()
                                          .where("customer_id"_c == "customers.id"_c && "total"_c > 1.5)),
                               "-")),
                       "active"_c = "active"_p)
            .where("customers.id"_c < "excluded.id"_c && "customers.id"_c != 99)
            .returning("id"_c, tenon::concat("name"_c, "?").as<"asked">(), "active"_c);
    rows found = at.typed(query, "active"_p = true, "first"_p = "Eda");
    std::sort(found.begin(), found.end());
    CHECK(found == rows{"1|Edax?|1|", "71|bob?|1|"});
}

TEST_CASE("INSERT takes its rows from queries") {
    filled at;
    const auto copied = insert<customer>()
                            .columns("email"_c, "id"_c, "active"_c, "name"_c)
                            .rows(select(tenon::concat("name"_c, "at"_p), "id"_c + 10, "id"_c > 4, "name"_c)
                                      .from<employee>()
                                      .where("id"_c < 6))
                            .on_conflict("email"_c)
                            .do_nothing()
                            .returning("id"_c, "active"_c);
    static_assert(std::same_as<std::tuple_element_t<1, tenon::row_of<decltype(copied)>>, bool>);
    at.run("UPDATE customers SET email = 'Gus@e' WHERE id = 4");
    rows found = at.typed(copied, "at"_p = "@e");
    std::sort(found.begin(), found.end());
    CHECK(found == rows{"11|0|", "12|0|", "14|0|", "15|1|"});
    // A FROM at the end must not swallow ON CONFLICT.
    const auto all = insert<customer>()
                         .rows(select<customer>())
                         .on_conflict("id"_c)
                         .do_update("name"_c = tenon::concat("customers.name"_c, "excluded.name"_c));
    static_assert(sql_text(all).find("WHERE TRUE ON CONFLICT") != std::string_view::npos);
    CHECK(at.db(all).rows == 8);
    CHECK(at.raw("SELECT name FROM customers WHERE id = 1") == rows{"AdaAda|"});
    const auto ends_in_union = insert<employee>()
                                   .columns("id"_c, "name"_c)
                                   .rows(select("id"_c + 20, "name"_c)
                                             .from<customer>()
                                             .union_all(select("id"_c, "name"_c).from<employee>()))
                                   .on_conflict()
                                   .do_nothing();
    CHECK(at.db(ends_in_union).rows == 8);
}

TEST_CASE("INSERT OR IGNORE and OR REPLACE") {
    filled at;
    CHECK(at.db(insert<customer>().or_ignore().values("id"_c = 8, "name"_c = "n", "email"_c = "a@x",
                                                      "active"_c = true))
              .rows == 0);
    CHECK(
        at.db(insert<employee>().or_replace().values("id"_c = 6, "name"_c = "new"_p), "new"_p = "Max").rows ==
        1);
    CHECK(at.raw("SELECT name FROM employees WHERE id = 6") == rows{"Max|"});
}

TEST_CASE("DELETE and UPDATE by queries on their own table") {
    filled at;
    CHECK(at.db(delete_from<line, "l">().where(
                    "quantity"_c ==
                        select(max("i.quantity"_c)).from<line, "i">().where("i.article"_c == "l.article"_c) &&
                    "l.article"_c != "cap"))
              .rows == 3);
    CHECK(at.raw("SELECT order_id, number FROM lines ORDER BY 1, 2") == rows{"2|1|", "4|1|", "9|2|"});
    CHECK(at.db(update<employee>()
                    .set("chief"_c = select(max("i.id"_c))
                                         .from<employee, "i">()
                                         .where("i.id"_c < "employees.id"_c && "i.id"_c != 4))
                    .where("id"_c > "above"_p),
                "above"_p = 3)
              .rows == 3);
    CHECK(at.raw("SELECT id, chief FROM employees WHERE id > 3") == rows{"4|3|", "5|3|", "6|5|"});
}
