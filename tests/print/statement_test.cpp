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
    tenon::detail::tree_storage<200, 8, 16, 16> storage;
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
