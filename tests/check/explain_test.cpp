// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/explain.hpp>
#include <tenon/query/date_functions.hpp>
#include <tenon/query/functions.hpp>
#include <tenon/query/json_functions.hpp>
#include <tenon/query/window_functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

using namespace tenon::literals;
using tenon::select;
using namespace tests;

// Whole sentences stand in tests/rejected; here is what each must name.
namespace {

void says(const std::string& sentence, std::initializer_list<std::string_view> parts) {
    CAPTURE(sentence);
    for (const std::string_view part : parts) {
        CAPTURE(part);
        CHECK(sentence.find(part) != std::string::npos);
    }
}

template <class E>
std::string where(const E& condition) {
    return sentence_of(select("id"_c).from<order>().where(condition));
}

template <class E>
std::string joined(const E& result) {
    return sentence_of(select(result).template from<order, "o">().template join<customer, "c">(
        "c.id"_c == "o.customer_id"_c));
}

}  // namespace

TEST_CASE("what is right has no sentence") { CHECK(sentence_of(select("id"_c).from<order>()).empty()); }

TEST_CASE("an unknown name is said with its table and the name that was meant") {
    says(sentence_of(select("totl"_c).from<order>()), {"`orders`", "`totl`", "did you mean `total`?"});
    says(sentence_of(select("o.totl"_c).from<order, "o">()), {"`orders`", "`totl`", "did you mean `total`?"});
    says(joined("emial"_c), {"`emial`", "did you mean `email`?"});
    says(joined("id"_c), {"`id`", "several tables", "c.id"});
    says(joined("x.id"_c), {"`x.id`", "alias", "`x`"});
    says(sentence_of(select("orders.id"_c).from<order, "ord">()), {"`orders`", "did you mean `ord`?"});
    says(sentence_of(select(tenon::c<&customer::name>).from<order>()),
         {"`customers`", "not part of the statement"});
    says(sentence_of(select("e.id"_c).from<employee, "e">().join<employee, "e">("e.id"_c == 1)),
         {"`e`", "alias"});
    says(sentence_of(select("id"_c)), {"`id`", "FROM"});
    says(sentence_of(select(tenon::detail::make_call<"LENGHT">("note"_c)).from<order>()),
         {"`LENGHT`", "did you mean `LENGTH`?"});
}

TEST_CASE("no name is suggested where none is near") {
    const std::string sentence = sentence_of(select("price"_c).from<order>());
    says(sentence, {"`orders`", "`price`"});
    CHECK(sentence.find("did you mean") == std::string::npos);
}

TEST_CASE("types that differ are said with what has them") {
    says(where("id"_c == "five"), {"`id` (INTEGER)", "(TEXT)"});
    says(where("note"_c != "id"_c), {"`note` (TEXT)", "`id` (INTEGER)"});
    says(where("id"_c.in(1, 2, "total"_c, "note"_c)), {"`id` (INTEGER)", "`note` (TEXT)"});
    says(where("state"_c == 1), {"`state` (status)", "(INTEGER)"});
    says(where("created_at"_c == "note"_c), {"`created_at` (timestamp)", "`note` (TEXT)"});
    says(where("note"_c), {"`note` is TEXT", "condition"});
    says(where("id"_c.like("x")), {"`id` is INTEGER", "text"});
    says(where("note"_c + 1 > 2), {"`note` is TEXT", "number"});
    says(where("note"_c == std::nullopt), {"is_null()"});
    says(where("n"_p == "id"_c && "n"_p == "note"_c), {"`:n`", "INTEGER", "TEXT"});
    says(where("n"_p == "m"_p), {"`:n`", "type"});
    says(where("note"_c.collate<"KLINGON">() == "x"), {"`KLINGON`", "NOCASE"});
    says(sentence_of(select("id"_c).from<order>().limit(1.5)), {"REAL", "LIMIT", "integer"});
    says(sentence_of(select("id"_c).from<order>().limit("id"_c)), {"LIMIT", "column"});
}

TEST_CASE("groups and aggregates") {
    says(where(tenon::count() > 1), {"COUNT()", "HAVING"});
    says(sentence_of(select(tenon::sum(tenon::max("id"_c))).from<order>()), {"MAX()", "SUM()"});
    says(sentence_of(select("note"_c, tenon::count()).from<order>()), {"`note`", "GROUP BY"});
    says(sentence_of(select(tenon::all, tenon::count()).from<order>()), {"`*`"});
    says(sentence_of(select(tenon::round("total"_c, 1, 2)).from<order>()), {"ROUND()", "arguments"});
}

TEST_CASE("how many arguments a function takes is said in words") {
    const auto sentence = [](const auto& call) { return sentence_of(select(call).template from<order>()); };
    CHECK(sentence(tenon::substr("note"_c)) == "SUBSTR() takes 2 or 3 arguments");
    CHECK(sentence(tenon::round("total"_c, 1, 2)) == "ROUND() takes 1 or 2 arguments");
    CHECK(sentence(tenon::lag("total"_c, 1, 2, 3)) == "LAG() takes 1 to 3 arguments");
    CHECK(sentence(tenon::coalesce("note"_c)) == "COALESCE() takes at least 2 arguments");
    CHECK(sentence(tenon::max()) == "MAX() takes at least 1 argument");
    CHECK(sentence(tenon::strftime()) == "STRFTIME() takes at least 1 argument");
    CHECK(sentence(tenon::json_object("a")) == "JSON_OBJECT() takes pairs of arguments");
    CHECK(sentence(tenon::json_set("note"_c, "$.a")) ==
          "JSON_SET() takes 1 argument, then pairs of arguments");
    CHECK(sentence(tenon::detail::make_call<"PI">(1)) == "PI() takes no arguments");
    CHECK(sentence(tenon::detail::make_call<"LOWER">()) == "LOWER() takes 1 argument");
    CHECK(sentence(tenon::detail::make_call<"COUNT">(1, 2)) ==
          "COUNT() takes 1 argument: use count() for all rows");
}

TEST_CASE("arguments of functions are said with what is wanted") {
    const auto sentence = [](const auto& call) { return sentence_of(select(call).template from<order>()); };
    CHECK(sentence(tenon::substr("note"_c, "note"_c)) == "`note` is TEXT, where SUBSTR() takes an integer");
    CHECK(sentence(tenon::iif("id"_c > 1, "note"_c, "total"_c)) ==
          "`note` (TEXT) and `total` (REAL) can't be arguments of one IIF(): their types differ");
    CHECK(sentence(tenon::coalesce("x", "note"_c, "id"_c)) ==
          "`note` (TEXT) and `id` (INTEGER) can't be arguments of one COALESCE(): their types differ");
    CHECK(sentence(tenon::detail::make_call<"JSON_EXTARCT">("note"_c)) ==
          "there is no function `JSON_EXTARCT`; did you mean `JSON_EXTRACT`?");
}

TEST_CASE("statements that write") {
    says(sentence_of(tenon::insert<customer>().values("name"_c = "a", "email"_c = "e")),
         {"`active`", "`customers`", "default_", "optional"});
    says(sentence_of(tenon::update<order>().set("totl"_c = 1)),
         {"`orders`", "`totl`", "did you mean `total`?"});
    says(sentence_of(tenon::update<order>().set("total"_c = "x")), {"`total`", "REAL", "TEXT"});
    says(sentence_of(tenon::update<order>().set("total"_c = std::nullopt)), {"`total`", "NULL"});
    says(sentence_of(tenon::update<order>().set("total"_c = 1, "total"_c = 2)), {"`total`", "twice"});
    says(sentence_of(tenon::update<order>().where("id"_c == 1)), {"UPDATE", "`orders`", "no value"});
    says(sentence_of(tenon::delete_from<order>().limit(1)), {"DELETE", "LIMIT"});
    says(sentence_of(select("id"_c).from<order>().limit(1).limit(2)), {"SELECT", "LIMIT", "twice"});
    says(sentence_of(select("id"_c).from<order>().offset(2)), {"OFFSET", "LIMIT"});
    says(sentence_of(tenon::insert<customer>()
                         .values("name"_c = "a", "email"_c = "e", "active"_c = true)
                         .on_conflict("name"_c)
                         .do_nothing()),
         {"ON CONFLICT", "`customers`", "`name`", "key"});
}
