// SPDX-License-Identifier: BSL-1.0
#include <tenon/raw_sql.hpp>
#include <tenon/statement/sql.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>
#include <statements/long_sql.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace tenon::literals;

using line = std::tuple<std::string, std::string, std::int64_t, std::optional<double>, std::optional<double>>;

struct report_line {
    std::string name{};
    std::string label{};
    std::int64_t orders = 0;
    std::optional<double> total{};
    std::optional<double> of_customer{};
};

}  // namespace

static_assert(statements::long_sql.view().size() > 6000);

TEST_CASE(
    "a text of several kilobytes is compiled within what compilers allow, and yields what SQLite yields") {
    shop::filled shop;
    shop.db(tenon::insert<shop::order>(),
            shop::order{.customer_id = 1, .total = 7, .note = "a box of tea and ink"});
    shop.db(tenon::insert<shop::order>(), shop::order{.customer_id = 1, .total = 70, .note = "strings"});
    shop.db(tenon::insert<shop::order>(), shop::order{.customer_id = 2, .total = 70, .note = "strings"});

    constexpr auto report = tenon::sql<tenon::tables<shop::customer, shop::order>, statements::long_sql>;
    std::vector<line> typed;
    for (auto&& [name, label, orders, total, of_customer] :
         shop.db(report, "least"_p = 0.0, "most"_p = 1000.0))
        typed.emplace_back(name, label, orders, total, of_customer);

    std::vector<line> plain;
    for (const report_line& it :
         shop.db(tenon::raw_sql<report_line>(std::string(statements::long_sql.view())), "least"_p = 0.0,
                                                                                        "most"_p = 1000.0))
        plain.emplace_back(it.name, it.label, it.orders, it.total, it.of_customer);
    CHECK(typed.size() >= 4);
    CHECK(typed == plain);
}
