// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/pagination.hpp>
#include <tenon/query/functions.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <string>

using namespace tenon::literals;
using tenon::select, tenon::using_;
using namespace tests;

namespace {

constexpr auto orders = select("o.id"_c, "o.total"_c).from<order, "o">();

}  // namespace

TEST_CASE("a page's order ends in a key") {
    CHECK(accepted(orders.order_by("total"_c, "id"_c).page_after(1.5, 2)));
    CHECK(accepted(orders.order_by("id"_c.desc(), "total"_c).page_after("i"_p, "t"_p)));
    CHECK(problem_of(orders.order_by("total"_c).page_after(1.5)) == problem_kind::order_not_unique);
    CHECK(problem_of(orders.page_after(1.5)) == problem_kind::order_not_unique);
    CHECK(problem_of(orders.order_by("total"_c, "id"_c + 1).page_after(1.5, 2)) ==
          problem_kind::order_not_unique);
    CHECK(accepted(select<line>().order_by("number"_c, "order_id"_c).page_after(1, 2)));
    CHECK(problem_of(select<line>().order_by("number"_c).page_after(1)) == problem_kind::order_not_unique);
    CHECK(accepted(select("o.total"_c.as<"t">(), "o.id"_c.as<"i">())
                       .from<order, "o">()
                       .order_by("t"_c, "i"_c)
                       .page_after(1.5, 2)));
    // Under another collation the key's values may be equal.
    CHECK(accepted(select<customer>().order_by("email"_c).page_after("a")));
    CHECK(problem_of(select<customer>().order_by("email"_c.collate<"NOCASE">()).page_after("a")) ==
          problem_kind::order_not_unique);
}

TEST_CASE("joined tables add at most a row each") {
    const auto paged = [](auto query) { return problem_of(query.order_by("o.id"_c).page_after(1)); };
    CHECK(paged(orders.join<customer, "c">("c.id"_c == "o.customer_id"_c)) == problem_kind::none);
    CHECK(paged(orders.left_join<customer, "c">("c.id"_c == "o.customer_id"_c && "c.active"_c)) ==
          problem_kind::none);
    CHECK(paged(orders.join<customer, "c">("c.email"_c == "o.note"_c)) == problem_kind::none);
    CHECK(paged(orders.join<customer, "c">("c.email"_c == "o.note"_c.collate<"NOCASE">())) ==
          problem_kind::order_not_unique);
    CHECK(paged(orders.join<customer, "c">("c.name"_c == "o.note"_c)) == problem_kind::order_not_unique);
    CHECK(paged(orders.join<customer, "c">("c.id"_c > "o.customer_id"_c)) == problem_kind::order_not_unique);
    CHECK(paged(orders.join<customer, "c">("c.id"_c == "o.customer_id"_c || "c.active"_c)) ==
          problem_kind::order_not_unique);
    CHECK(paged(orders.join<customer, "c">("c.id"_c == "c.id"_c)) == problem_kind::order_not_unique);
    CHECK(paged(orders.cross_join<customer, "c">()) == problem_kind::order_not_unique);
    CHECK(paged(orders.from<customer, "c">().where("c.id"_c == 1)) == problem_kind::order_not_unique);
    CHECK(paged(orders.right_join<customer, "c">("c.id"_c == "o.customer_id"_c)) != problem_kind::none);
    CHECK(paged(orders.full_join<customer, "c">("c.id"_c == "o.customer_id"_c)) != problem_kind::none);
    CHECK(paged(orders.join<line, "l">("l.order_id"_c == "o.id"_c)) == problem_kind::order_not_unique);
    CHECK(paged(orders.join<line, "l">("l.order_id"_c == "o.id"_c && "l.number"_c == 1)) ==
          problem_kind::none);
    CHECK(paged(orders.join<employee>(using_("id"_c))) == problem_kind::none);
    CHECK(paged(orders.join<"c">(select("id"_c).from<customer>(), "c.id"_c == "o.customer_id"_c)) ==
          problem_kind::order_not_unique);
}

TEST_CASE("a page takes a value of each term's type") {
    CHECK(problem_of(orders.order_by("total"_c, "id"_c).page_after(1.5)) == problem_kind::differing_widths);
    CHECK(problem_of(orders.order_by("total"_c, "id"_c).page_after("x", 1)) ==
          problem_kind::mismatched_types);
    CHECK(problem_of(orders.order_by("note"_c, "id"_c).page_after("x", 1)) == problem_kind::optional_order);
    CHECK(accepted(orders.order_by(tenon::coalesce("note"_c, ""), "id"_c).page_after("x", 1)));
    CHECK(problem_of(orders.order_by("id"_c).page_after(std::optional<std::int64_t>(1))) ==
          problem_kind::compared_with_optional);
}

TEST_CASE("pages are of plain SELECTs") {
    CHECK(problem_of(select("customer_id"_c)
                         .from<order>()
                         .group_by("customer_id"_c)
                         .order_by("customer_id"_c)
                         .page_after(1)) != problem_kind::none);
    CHECK(problem_of(tenon::select_distinct("id"_c).from<order>().order_by("id"_c).page_after(1)) ==
          problem_kind::order_not_unique);
    CHECK(problem_of(select("id"_c)
                         .from<order>()
                         .union_(select("id"_c).from<customer>())
                         .order_by("id"_c)
                         .page_after(1)) == problem_kind::misplaced_clause);
    CHECK(problem_of(tenon::delete_from<order>().page_after(1)) == problem_kind::misplaced_clause);
}

namespace {

struct tag {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = tenon::table("tags", tenon::primary_key("id"), tenon::unique("name"));
};

struct label {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table =
        tenon::table("labels", tenon::primary_key("id"), tenon::column("name").collate("NOCASE"));
};

}  // namespace

TEST_CASE("a join by another collation than the key's may add several rows") {
    const auto labels = select("l.id"_c).from<label, "l">();
    const auto paged = [](auto query) { return problem_of(query.order_by("l.id"_c).page_after(1)); };
    CHECK(paged(labels.join<tag, "t">("l.name"_c == "t.name"_c)) == problem_kind::order_not_unique);
    CHECK(paged(labels.join<tag, "t">(using_("name"_c))) == problem_kind::order_not_unique);
    CHECK(paged(labels.join<tag, "t">("t.name"_c == "l.name"_c)) == problem_kind::none);
}
