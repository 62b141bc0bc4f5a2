// SPDX-License-Identifier: BSL-1.0
#include <tenon/print/statement.hpp>

#include "../check/checked.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace tenon::literals;
using tenon::select;
using namespace tests;

namespace {

struct printed {
    std::string text;
    std::vector<int> numbers;  // of the parameters, in the order in which the statement was built
};

template <class Query>
printed print(const Query&, tenon::dialect speaks = {}) {
    tenon::detail::tree_storage<300, 12, 24, 40, 80, 12> storage;
    tenon::detail::tree t = storage.open();
    tenon::detail::lower_statement<Query>(t);
    tenon::detail::check(t);
    printed result;
    if (t.failed()) return result;
    tenon::detail::text_writer measure;
    tenon::detail::printing measuring{t, measure, speaks};
    tenon::detail::print(measuring);
    result.text.resize(measure.size());
    tenon::detail::text_writer writer(result.text.data(), result.text.size());
    tenon::detail::printing writing{t, writer, speaks};
    tenon::detail::print(writing);
    for (int i = 0; i < t.parameter_count; ++i) result.numbers.push_back(t.parameters[i].number);
    return result;
}

const auto query = select("id"_c)
                       .from<order>()
                       .limit("n"_p)
                       .where("id"_c > 5 && "total"_c < "max"_p)
                       .where("customer_id"_c == "n"_p);

}  // namespace

TEST_CASE("what is printed is the same at run time as while compiling") {
    CHECK(print(query).text ==
          R"(SELECT "id" FROM "orders" WHERE "id" > ? AND "total" < :max AND "customer_id" = :n LIMIT :n)");
}

TEST_CASE("parameters are numbered in the order of the text, wherever they were given") {
    CHECK(print(query).numbers == std::vector<int>{3, 1, 2});
    CHECK(print(tenon::update<order>().where("id"_c == "id"_p).set("total"_c = "total"_p)).numbers ==
          std::vector<int>{2, 1});
}

TEST_CASE("a dialect without names has numbers") {
    CHECK(print(query, {.named_placeholders = false}).text ==
          R"(SELECT "id" FROM "orders" WHERE "id" > $1 AND "total" < $2 AND "customer_id" = $3 LIMIT $3)");
}

TEST_CASE("what two tables share is qualified, a lone table's names are bare") {
    CHECK(print(select("name"_c).from<employee>().where("chief"_c.is_null())).text ==
          R"(SELECT "name" FROM "employees" WHERE "chief" IS NULL)");
    CHECK(print(select("e.name"_c).from<employee, "e">().join<employee, "c">("c.id"_c == "e.chief"_c)).text ==
          R"(SELECT "e"."name" FROM "employees" AS "e" JOIN "employees" AS "c" ON "c"."id" = "e"."chief")");
}

TEST_CASE("the condition of a page is one beside all others") {
    const auto ordered = select("id"_c).from<order>().order_by("total"_c.desc(), "id"_c);
    const std::string page = R"(("total" < :t OR ("total" = :t AND "id" > ?)))";
    const std::string end = R"( ORDER BY "total" DESC, "id")";
    const std::string begin = R"(SELECT "id" FROM "orders" WHERE )";
    CHECK(print(ordered.page_after("t"_p, 1)).text == begin + page + end);
    CHECK(print(ordered.where("id"_c > 2 || "id"_c < 1).page_after("t"_p, 1)).text ==
          begin + R"(("id" > ? OR "id" < ?) AND )" + page + end);
    CHECK(print(ordered.where("id"_c > 2).where("id"_c > 3 || "id"_c < 1).page_after("t"_p, 1)).text ==
          begin + R"("id" > ? AND ("id" > ? OR "id" < ?) AND )" + page + end);
    CHECK(
        print(select("id"_c)
                  .from<order>()
                  .order_by("total"_c, "id"_c)
                  .page_after(1.5, 1)
                  .where("id"_c == 1 || "id"_c == 2))
            .text ==
        R"(SELECT "id" FROM "orders" WHERE ("id" = ? OR "id" = ?) AND ("total", "id") > (?, ?) ORDER BY "total", "id")");
    // A value that stands twice is bound once.
    CHECK(print(ordered.page_after(1.5, 1)).text ==
          begin + R"(("total" < ? OR ("total" = ?1 AND "id" > ?)))" + end);
    CHECK(print(ordered.page_after(1.5, 1), {.named_placeholders = false}).text ==
          begin + R"(("total" < $1 OR ("total" = $1 AND "id" > $2)))" + end);
}

TEST_CASE("VALUES is wrapped where it is ordered or limited") {
    using tenon::values;
    CHECK(print(values(1, 2)).text == "VALUES (?), (?)");
    CHECK(print(values(1, 2).order_by("column1"_c).limit(3)).text ==
          "SELECT * FROM (VALUES (?), (?)) ORDER BY 1 LIMIT ?");
    CHECK(print(values(1).union_(values(2))).text == "VALUES (?) UNION VALUES (?)");
    CHECK(print(values(1).union_(values(2)).limit(3)).text ==
          "VALUES (?) UNION SELECT * FROM (VALUES (?)) LIMIT ?");
}

TEST_CASE("several SELECTs are ordered by the position of a result") {
    const auto both =
        select("name"_c, "id"_c).from<customer>().union_all(select("name"_c, "chief"_c).from<employee>());
    CHECK(
        print(both.order_by("id"_c.desc().nulls_last(), "name"_c.collate<"NOCASE">())).text ==
        R"(SELECT "customers"."name", "customers"."id" FROM "customers" UNION ALL SELECT "employees"."name", )"
        R"("employees"."chief" FROM "employees" ORDER BY 2 DESC NULLS LAST, 1 COLLATE "NOCASE")");
    CHECK(print(tenon::with<"q">(both).select("id"_c).from<"q">().except(select("id"_c).from<"q">()))
              .text.starts_with(R"(WITH "q" AS (SELECT)"));
}

TEST_CASE("values are numbered as the text names them") {
    const auto whole = tenon::with<"q">(select("id"_c).from<order>().where("id"_c > "first"_p))
                           .select(("id"_c + "second"_p).as<"x">())
                           .from<"q">()
                           .join<"r">(select("id"_c.as<"k">()).from<customer>().where("id"_c < "third"_p),
                                      "r.k"_c != "fourth"_p)
                           .limit("sixth"_p)
                           .where("id"_c.in("fifth"_p, "first"_p));
    CHECK(
        print(whole, {.named_placeholders = false}).text ==
        R"(WITH "q" AS (SELECT "orders"."id" FROM "orders" WHERE "orders"."id" > $1) SELECT "q"."id" + $2 AS "x" FROM "q" JOIN )"
        R"((SELECT "customers"."id" AS "k" FROM "customers" WHERE "customers"."id" < $3) AS "r" ON "r"."k" <> $4 WHERE )"
        R"("q"."id" IN ($5, $1) LIMIT $6)");
}
