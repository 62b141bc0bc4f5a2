// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/check.hpp>
#include <tenon/query/functions.hpp>
#include <tenon/schema/constraint_text.hpp>

#include "checked.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace tenon::literals;
using tenon::select;
using namespace tests;

namespace {

const auto ids = select("id"_c).from<order>();

problem_kind problem_in(std::string_view sql, bool order_term = false) {
    const tenon::detail::constraint_text parsed(tenon::table_info_of<order>(), sql, order_term);
    return parsed.storage.failure.kind;
}

}  // namespace

TEST_CASE("a clause stands once and where it belongs") {
    CHECK(problem_of(ids.limit(1).limit(2)) == problem_kind::doubled_clause);
    CHECK(problem_of(ids.order_by("id"_c).order_by("total"_c)) == problem_kind::doubled_clause);
    CHECK(problem_of(ids.group_by("id"_c).group_by("total"_c)) == problem_kind::doubled_clause);
    CHECK(accepted(ids.where("id"_c == 1).where("total"_c > 1.0)));
    CHECK(problem_of(ids.returning("id"_c)) == problem_kind::misplaced_clause);
    CHECK(problem_of(ids.set("id"_c = 1)) == problem_kind::misplaced_clause);
    CHECK(problem_of(tenon::delete_from<order>().limit(1)) == problem_kind::misplaced_clause);
    CHECK(problem_of(tenon::delete_from<order>().order_by("id"_c)) == problem_kind::misplaced_clause);
    CHECK(problem_of(tenon::update<order>().set("total"_c = 1).group_by("id"_c)) ==
          problem_kind::misplaced_clause);
    CHECK(accepted(tenon::update<order>().set("total"_c = 1).where("id"_c == 1).returning("id"_c)));
    CHECK(accepted(tenon::delete_from<order>().where("id"_c == 1).returning(tenon::all)));
    CHECK(accepted(tenon::delete_from<order>()));
}

TEST_CASE("clauses may come in any order") {
    CHECK(accepted(select("o.id"_c)
                       .limit(5)
                       .where("o.total"_c > 1.0)
                       .from<order, "o">()
                       .order_by("c.name"_c)
                       .join<customer, "c">("c.id"_c == "o.customer_id"_c)));
}

TEST_CASE("limits are integers that depend on no row") {
    CHECK(accepted(ids.limit(5).offset(10)));
    CHECK(accepted(ids.limit("n"_p).offset("skip"_p)));
    CHECK(accepted(ids.limit("n"_p + 1)));
    CHECK(problem_of(ids.offset(5)) == problem_kind::offset_without_limit);
    CHECK(problem_of(ids.limit(1.5)) == problem_kind::not_integer);
    CHECK(problem_of(ids.limit("5")) == problem_kind::not_integer);
    CHECK(problem_of(ids.limit("id"_c)) == problem_kind::misplaced_column);
    CHECK(problem_of(ids.limit(1).offset("id"_c + 1)) == problem_kind::misplaced_column);
}

TEST_CASE("joins are made on conditions, and the left one's columns become optional") {
    CHECK(problem_of(select("o.id"_c).from<order, "o">().join<customer, "c">("c.id"_c)) ==
          problem_kind::not_condition);
    const auto left = [](auto result) {
        return select(result).template from<customer, "c">().template left_join<order, "o">(
            "o.customer_id"_c == "c.id"_c);
    };
    const auto inner = [](auto result) {
        return select(result).template from<customer, "c">().template join<order, "o">("o.customer_id"_c ==
                                                                                       "c.id"_c);
    };
    CHECK(type_of_result(left("o.total"_c)) == optional_of(kind::real));
    CHECK(type_of_result(inner("o.total"_c)) == plain(kind::real));
    CHECK(type_of_result(left("c.name"_c)) == plain(kind::text));
    CHECK(type_of_result(left("o.total"_c * 2)) == optional_of(kind::real));
    CHECK(type_of_result(left(tenon::coalesce("o.total"_c, 0.0))) == plain(kind::real));
    CHECK(type_of_result(left(tenon::c<&order::total>)) == optional_of(kind::real));
    CHECK(type_of_result(left(tenon::max("o.total"_c)).group_by("c.id"_c)) == optional_of(kind::real));
    CHECK(type_of_result(left(tenon::count("o.total"_c)).group_by("c.id"_c)) == plain(kind::integer));
    CHECK(type_of_result(left("o.total"_c).join<line, "l">("l.order_id"_c == "o.id"_c)) ==
          optional_of(kind::real));
}

TEST_CASE("the first thing that is wrong is what is said") {
    CHECK(problem_of(select("nope"_c).from<order>().where("note"_c).limit(1.5)) ==
          problem_kind::unknown_column);
    CHECK(problem_of(ids.limit(1.5).where("note"_c)) == problem_kind::not_integer);
    CHECK(problem_of(ids.limit(1.5).limit(2)) == problem_kind::not_integer);
}

TEST_CASE("a table's conditions are checked by the same rules") {
    CHECK(problem_in("total >= 0 AND (note IS NULL OR length(note) < 10)") == problem_kind::none);
    CHECK(problem_in("totl >= 0") == problem_kind::unknown_column);
    CHECK(problem_in("orders.total >= 0") == problem_kind::none);
    CHECK(problem_in("customers.id >= 0") == problem_kind::unknown_source);
    CHECK(problem_in("total >= 'x'") == problem_kind::mismatched_types);
    CHECK(problem_in("note = NULL") == problem_kind::compared_with_null);
    CHECK(problem_in("total") == problem_kind::not_condition);
    CHECK(problem_in("total", true) == problem_kind::none);
    CHECK(problem_in("count(*) > 1") == problem_kind::misplaced_aggregate);
    CHECK(problem_in("max(total) > 1") == problem_kind::misplaced_aggregate);
    CHECK(problem_in("total > :least") == problem_kind::unexpected_text);
    CHECK(problem_in("lenght(note) > 1") == problem_kind::unknown_function);
    CHECK(problem_in("length(note, note) > 1") == problem_kind::argument_count);
    CHECK(problem_in("length(DISTINCT note) > 1") == problem_kind::distinct_scalar);
    CHECK(problem_in("length() > 1") == problem_kind::argument_count);
    CHECK(problem_in("note COLLATE klingon = 'x'") == problem_kind::unknown_collation);
    CHECK(problem_in("total + note > 1") == problem_kind::not_numeric);
    CHECK(problem_in("note || 1 = 'x'") == problem_kind::not_text);
    CHECK(problem_in("state IN (1, 2)") == problem_kind::none);
    CHECK(problem_in("state IN (1, 'two')") == problem_kind::mismatched_types);
    CHECK(problem_in("total DESC") == problem_kind::unexpected_text);
    CHECK(problem_in("total DESC", true) == problem_kind::none);
}

TEST_CASE("a condition has room for 128 nodes") {
    const auto chain = [](int terms) {
        std::string sql = "id = 0";
        for (int i = 1; i < terms; ++i) sql += " OR id = " + std::to_string(i);
        return sql;
    };
    CHECK(problem_in(chain(40)) == problem_kind::none);
    CHECK(problem_in(chain(41)) == problem_kind::none);
    CHECK(problem_in(chain(43)) == problem_kind::too_large);
    CHECK(problem_in(chain(5000)) == problem_kind::too_large);
    CHECK(problem_in(std::string(100, '(') + "id = 0" + std::string(100, ')')) == problem_kind::too_deep);
}
