// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/constraint.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string_view>

using tenon::detail::constraint_kind;

struct other {};

inline constexpr auto reference = tenon::foreign_key("a", "b")
                                      .references<other>("x", "y")
                                      .on_delete(tenon::cascade)
                                      .on_update(tenon::set_null)
                                      .deferred()
                                      .named("fk");
static_assert(std::is_same_v<decltype(reference)::target_type, other>);
static_assert(reference.kind == constraint_kind::foreign_key && reference.size == 2 &&
              reference.target_size == 2);
static_assert(reference.columns[1] == "b" && reference.targets[0] == "x" && reference.has_target);
static_assert(reference.tenon::detail::constraint::on_delete == tenon::cascade);
static_assert(reference.tenon::detail::constraint::on_update == tenon::set_null);
static_assert(reference.tenon::detail::constraint::deferred && reference.name == "fk");

static_assert(!tenon::foreign_key("a").has_target);
static_assert(tenon::primary_key("a", "b").named("pk").name == "pk");
static_assert(tenon::check("a > 0").text == "a > 0" && tenon::check("a > 0").size == 0);

inline constexpr auto unique_index = tenon::index("a", "b DESC").unique().where("a > 0").named("i");
static_assert(unique_index.tenon::detail::constraint::unique && unique_index.text == "a > 0");
static_assert(unique_index.name == "i" && unique_index.size == 2);
static_assert(tenon::column("a").named("b").collate("NOCASE").text == "NOCASE");

enum class color : int { red = 3 };
static_assert(tenon::default_("a", 5).value.integer == 5 && tenon::default_("a", -0.5).value.real == -0.5);
static_assert(tenon::default_("a", "text").value.text == "text" &&
              tenon::default_("a", true).value.integer == 1);
static_assert(tenon::default_("a", color::red).value.integer == 3);
static_assert(tenon::default_("a", color::red).value.type.meaning == tenon::type_of<color>.meaning);
static_assert(tenon::default_("a", tenon::current_timestamp).value.current_timestamp);
static_assert(tenon::default_("a", std::string_view("v")).value.type.storage == tenon::kind::text);

TEST_CASE("a constraint has room for 16 columns and knows of more") {
    const auto sixteen =
        tenon::unique("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p");
    const auto seventeen =
        tenon::unique("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q");
    CHECK(sixteen.size == 16);
    CHECK_FALSE(sixteen.too_many);
    CHECK(seventeen.too_many);
}
