// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/structure.hpp>
#include <tenon/core.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

using namespace tenon::literals;
using tenon::count, tenon::delete_from, tenon::insert, tenon::select, tenon::sum, tenon::update;

namespace {

struct customer {
    std::int64_t id = 0;
    std::string name{};
    std::string email{};
    bool active = true;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("email"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double total = 0;

    static constexpr auto table = tenon::table("orders", tenon::primary_key("id"));
};

struct note {
    std::optional<std::string> text{};

    static constexpr auto table = tenon::table("notes");
};

template <class Query>
std::string sentence(const Query&) {
    return std::string(tenon::detail::explain_query<Query>().view());
}

constexpr auto whole_row = insert<customer>().values("name"_c = "n"_p, "email"_c = "e"_p, "active"_c = "a"_p);

}  // namespace

TEST_CASE("a join follows a from") {
    CHECK(sentence(select("name"_c).join<customer>("id"_c == 1)) == "JOIN needs a FROM before it");
    CHECK(sentence(select("c.name"_c).join<customer, "c">("c.id"_c == 1).from<order, "o">()) ==
          "JOIN needs a FROM before it");
    CHECK(sentence(select("c.name"_c).from<order, "o">().join<customer, "c">("c.id"_c == 1)).empty());
}

TEST_CASE("a statement that writes is about one table") {
    CHECK(sentence(delete_from<customer>().from<order>()) == "DELETE takes no FROM");
    CHECK(sentence(whole_row.join<order>("customer_id"_c == 1)) == "INSERT takes no FROM");
    CHECK(sentence(delete_from<customer>()).empty());
}

TEST_CASE("no clause is empty but where SQL allows it") {
    CHECK(sentence(select(count()).from<customer>().group_by()) == "GROUP BY is empty");
    CHECK(sentence(select("id"_c).from<customer>().order_by()) == "ORDER BY is empty");
    CHECK(sentence(delete_from<customer>().returning()) == "RETURNING is empty");
    CHECK(sentence(update<customer>().set()) == "SET is empty");
    CHECK(sentence(whole_row.on_conflict().do_nothing()).empty());
}

TEST_CASE("a star is a result of its own") {
    const std::string misplaced = sentence(select("id"_c).from<customer>().order_by("*"_c));
    CHECK(misplaced.find("`*`") == 0);
    CHECK(sentence(select("*"_c.is_null()).from<customer>()) == misplaced);
    CHECK(sentence(select(count("*"_c)).from<customer>()) == misplaced);
    CHECK(sentence(select("*"_c.as<"x">()).from<customer>()) == misplaced);
    CHECK(sentence(select("*"_c).from<customer>()).empty());
}

TEST_CASE("directions belong to ORDER BY") {
    CHECK(sentence(select("id"_c.desc()).from<customer>()) == "asc() and desc() belong to ORDER BY");
    CHECK(sentence(select("id"_c).from<customer>().order_by("id"_c.desc(), "name"_c)).empty());
}

TEST_CASE("HAVING goes with groups or aggregates") {
    CHECK(sentence(select("id"_c).from<customer>().having("id"_c > 1)) ==
          "HAVING needs a GROUP BY or an aggregate: use where()");
    CHECK(sentence(select(count()).from<customer>().having(count() > 1)).empty());
}

TEST_CASE("an INSERT has a WHERE only to limit its update") {
    CHECK(sentence(whole_row.where("name"_c == "x")) == "INSERT without DO UPDATE takes no WHERE");
    CHECK(sentence(whole_row.on_conflict("email"_c).do_nothing().where("name"_c == "x")) ==
          "INSERT without DO UPDATE takes no WHERE");
    const auto twice = whole_row.on_conflict("email"_c)
                           .do_update("name"_c = "excluded.name"_c)
                           .where("customers.active"_c)
                           .where("excluded.active"_c);
    CHECK(tenon::sql_text(twice).ends_with(R"(WHERE "customers"."active" AND "excluded"."active")"));
}

TEST_CASE("a row of defaults stands alone") {
    CHECK(tenon::sql_text(insert<note>().values()) == R"(INSERT INTO "notes" DEFAULT VALUES)");
    const std::string_view alone = "an INSERT of defaults only is one row without ON CONFLICT: give a value";
    CHECK(sentence(insert<note>().values().values()) == alone);
    CHECK(sentence(insert<note>().values().on_conflict().do_nothing()) == alone);
}

TEST_CASE("names of results mean what SQL takes them for") {
    const auto by_alias = select(("total"_c * 2.0).as<"id">()).from<order>().order_by("id"_c);
    CHECK(tenon::sql_text(by_alias) == R"(SELECT "total" * ? AS "id" FROM "orders" ORDER BY "id")");
    const auto by_column = select(("total"_c * 2.0).as<"id">()).from<order>().order_by("id"_c + 1);
    CHECK(tenon::sql_text(by_column).ends_with(R"(ORDER BY "id" + ?)"));
    CHECK(sentence(select(("o.total"_c * 2.0).as<"id">())
                       .from<order, "o">()
                       .join<customer, "c">("c.id"_c == "o.customer_id"_c)
                       .order_by("id"_c + 1.0))
              .find("`id` is a column of several tables") == 0);
    CHECK(sentence(select(count().as<"n">()).from<customer>().group_by("n"_c)).find("COUNT()") == 0);
    CHECK(sentence(select("active"_c, count().as<"n">())
                       .from<customer>()
                       .group_by("active"_c)
                       .order_by(sum("n"_c))) == "COUNT() can't stand inside SUM(): both combine rows");
}

TEST_CASE("OR IGNORE and OR REPLACE belong to what gives rows values") {
    CHECK(sentence(delete_from<customer>().or_ignore()) == "DELETE takes no OR IGNORE");
    CHECK(sentence(select("id"_c).from<customer>().or_replace()) == "SELECT takes no OR REPLACE");
    CHECK(sentence(whole_row.or_ignore().or_replace()) == "OR REPLACE takes no OR IGNORE");
    CHECK(sentence(whole_row.or_ignore()).empty());
    CHECK(sentence(update<customer>().or_replace().set("id"_c = 1)).empty());
}

TEST_CASE("each WINDOW has a name of its own") {
    const auto counted = select(count().over<"a">()).from<customer>().window<"a">(tenon::order_by("id"_c));
    CHECK(sentence(counted.window<"b">(tenon::order_by("name"_c))).empty());
    CHECK(sentence(counted.window<"A">(tenon::order_by("name"_c))) == "two windows are called `A`");
}

TEST_CASE("queries inside a statement only read") {
    const std::string refusal = "a query inside another statement takes no DELETE";
    const auto gone = delete_from<order>().returning("id"_c);
    CHECK(sentence(select("id"_c).from<customer>().where("id"_c.in(gone))) == refusal);
    CHECK(sentence(tenon::with<"t">(gone).select("id"_c).from<"t">()) == refusal);
    CHECK(sentence(select("id"_c).from<"t">(gone)) == refusal);
    CHECK(sentence(select("id"_c).from<customer>().union_(gone)) == refusal);
}
