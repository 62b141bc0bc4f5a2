// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/module.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <type_traits>

namespace {

using tenon::detail::database_name;
using tenon::detail::is_file_name;

struct plain : tenon::database_module<"plain"> {};
struct renamed : tenon::database_module<"standard.tools.renamed"> {
    static constexpr std::string_view database = "other_name";
};
struct deep : tenon::database_module<"standard.tools.deep"> {};

static_assert(tenon::module_type<plain> && tenon::module_type<two_modules::shop>);
static_assert(!tenon::module_type<int> && !tenon::module_type<two_modules::account>);

static_assert(deep::name() == "standard.tools.deep");
static_assert(database_name<plain>() == "plain");
static_assert(database_name<deep>() == "deep");
static_assert(database_name<renamed>() == "other_name");
static_assert(database_name<two_modules::shop>() == "shop");

static_assert(is_file_name("shop") && is_file_name("Shop_2-a"));
static_assert(!is_file_name("") && !is_file_name(".") && !is_file_name("..") && !is_file_name("a/b"));
static_assert(!is_file_name("../shop") && !is_file_name("shop.db") && !is_file_name("a b") &&
              !is_file_name("č"));

static_assert(std::is_same_v<plain::depends_on, tenon::modules<>>);

}  // namespace

TEST_CASE("a module's file is named after it, or as it says") {
    tenon::settings settings;
    settings.directory = "somewhere";
    const tenon::registry<plain, renamed> db(settings);
    CHECK(db.path<plain>() == "somewhere/plain.db");
    CHECK(db.path<renamed>() == "somewhere/other_name.db");
}
