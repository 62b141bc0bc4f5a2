// SPDX-License-Identifier: BSL-1.0
#include <tenon/runtime/module_list.hpp>

#include "modules.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstddef>
#include <string_view>

using two_modules::account;
using two_modules::item;
using two_modules::purchase;

namespace {

struct bottom : tenon::database_module<"bottom"> {};
struct left : tenon::database_module<"left"> {
    using depends_on = tenon::modules<bottom>;
};
struct right : tenon::database_module<"right"> {
    using depends_on = tenon::modules<bottom>;
};
struct top : tenon::database_module<"top"> {
    using depends_on = tenon::modules<left, right>;
};

template <class... Modules>
constexpr std::array<std::size_t, sizeof...(Modules)> order =
    tenon::detail::start_order<Modules...>().positions;

static_assert(order<bottom, left, right, top> == std::array<std::size_t, 4>{0, 1, 2, 3});
static_assert(order<top, left, bottom, right> == std::array<std::size_t, 4>{2, 3, 1, 0} ||
              order<top, left, bottom, right> == std::array<std::size_t, 4>{2, 1, 3, 0});
static_assert(order<left, bottom> == std::array<std::size_t, 2>{1, 0});
static_assert(order<right, left, bottom>[0] == 2);

template <class... Modules>
constexpr std::string_view refusal() {
    return tenon::detail::modules_refusal<tenon::detail::one_file::no, Modules...>::sentence.view();
}

static_assert(refusal<bottom, left, right, top>().empty());
static_assert(refusal<two_modules::shop, two_modules::users>().empty());
static_assert(refusal<top, left, bottom>() ==
              "module `top` depends on `right`, which is not registered: name it in the registry too");

struct chicken;
struct egg : tenon::database_module<"egg"> {
    using depends_on = tenon::modules<chicken>;
};
struct chicken : tenon::database_module<"chicken"> {
    using depends_on = tenon::modules<egg>;
};
static_assert(refusal<egg, chicken, bottom>() ==
              "modules depend on each other in a circle: `chicken` on `egg` on `chicken`");

struct other_bottom : tenon::database_module<"other.Bottom"> {};
static_assert(
    refusal<bottom, other_bottom>() ==

    "modules `bottom` and `other.Bottom` both claim the database `Bottom`: give one `static constexpr "
    "std::string_view database`");

struct outside : tenon::database_module<"outside"> {
    static constexpr std::string_view database = "../outside";
};
static_assert(refusal<outside>() ==
              "module `outside`: `../outside` can't be a file's name: use letters, digits, _ and -");

struct same_account {
    std::int64_t id = 0;

    static constexpr auto table = tenon::table("Accounts", tenon::primary_key("id"));
};
struct doubled : tenon::database_module<"doubled", account, same_account> {};
static_assert(refusal<doubled>() == "module `doubled` has two tables or indexes called `Accounts`");

// A foreign key ends at the file.
struct split : tenon::database_module<"split", item> {};
struct owner : tenon::database_module<"owner", purchase> {};
struct whole : tenon::database_module<"whole", purchase, item> {};
static_assert(refusal<whole>().empty());
static_assert(refusal<split, owner>() ==
              "a foreign key of table `items` refers to `purchases`, which is not in module `split`: foreign "
              "keys end at "
              "the file, so let one module own both");

}  // namespace

TEST_CASE("modules start after those that they depend on") {
    const scratch dir;
    tenon::registry<top, right, left, bottom> db(two_modules::in(dir));
    CHECK_NOTHROW(db.start());  // a file that is missing can't be attached
    CHECK(decltype(db)::has<left>());
    CHECK_FALSE(decltype(db)::has<split>());
    for (const char* name : {"top", "right", "left", "bottom"})
        CHECK(std::filesystem::exists(dir.path() / "data" / (std::string(name) + ".db")));
}
