// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/described.hpp>
#include <tenon/schema/validate.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

namespace {

enum class color : int { red };
enum class shape : int { round };

struct target {
    std::int64_t id = 0;
    std::string code;
    int x = 0;
    int y = 0;
    color shade = color::red;

    static constexpr auto table = tenon::table("targets", tenon::primary_key("id"), tenon::unique("code"),
                                               tenon::unique("x", "y"), tenon::index("lower(code)").unique());
};

struct subject {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    double ratio = 0;
    int x = 0;
    int y = 0;
    color shade = color::red;
    tenon::timestamp made{};
    bool open = false;
    std::int8_t small = 0;

    static constexpr auto table = tenon::table("subjects");
};

/// What is said of the subject's table if these were its constraints, in this order.
std::string said(std::initializer_list<tenon::detail::constraint> constraints) {
    tenon::detail::message words;
    validate(words, tenon::table_info_of<subject>(), constraints.begin(), constraints.size());
    return std::string(words.view());
}

tenon::detail::constraint to_target(tenon::detail::constraint c) {
    c.target = &tenon::table_info_of<target>();
    return c;
}

bool says(const std::string& sentence, std::initializer_list<std::string_view> parts) {
    CAPTURE(sentence);
    for (const std::string_view part : parts) {
        CAPTURE(part);
        CHECK(sentence.find(part) != std::string::npos);
    }
    return !sentence.empty();
}

}  // namespace

TEST_CASE("columns of keys exist, once each") {
    CHECK(said({}) == "");
    CHECK(said({tenon::primary_key("id"), tenon::unique("name", "x")}) == "");
    CHECK(says(said({tenon::primary_key("idd")}),
               {"primary_key", "`subjects`", "`idd`", "did you mean `id`?"}));
    CHECK(says(said({tenon::unique("name", "nmae")}), {"unique", "`nmae`", "did you mean `name`?"}));
    CHECK(says(said({tenon::unique("name", "name")}), {"unique", "`name`", "twice"}));
    CHECK(says(said({tenon::primary_key()}), {"primary_key"}));
    CHECK(says(said({tenon::primary_key("note")}), {"primary_key", "`note`", "optional"}));
    CHECK(said({tenon::unique("note")}) == "");
    CHECK(says(said({tenon::primary_key("id"), tenon::primary_key("name")}),
               {"`subjects`", "two primary keys"}));
    CHECK(says(said({tenon::unique("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
                                   "p", "q")}),
               {"unique", "16"}));
}

TEST_CASE("a foreign key refers to a key of its own types") {
    const auto reference = [](auto... columns) { return tenon::foreign_key(columns...); };
    CHECK(said({to_target(reference("id").references<target>("id"))}) == "");
    CHECK(said({to_target(reference("name").references<target>("code"))}) == "");
    CHECK(said({to_target(reference("note").references<target>("code"))}) == "");
    CHECK(said({to_target(reference("x", "y").references<target>("x", "y"))}) == "");
    CHECK(said({to_target(reference("x", "y").references<target>("y", "x"))}) == "");
    CHECK(says(said({reference("id")}), {"foreign_key", "references"}));
    CHECK(says(said({to_target(reference("nme").references<target>("code"))}),
               {"`nme`", "did you mean `name`?"}));
    CHECK(says(said({to_target(reference("name").references<target>("cod"))}),
               {"`targets`", "`cod`", "did you mean `code`?"}));
    CHECK(says(said({to_target(reference("id").references<target>("code"))}),
               {"`id`", "INTEGER", "`code`", "TEXT"}));
    CHECK(says(said({to_target(reference("shade").references<target>("id"))}),
               {"`shade`", "color", "INTEGER"}));
    CHECK(says(said({to_target(reference("x").references<target>("x", "y"))}), {"foreign_key", "1", "2"}));
    CHECK(says(said({to_target(reference("x").references<target>("x"))}),
               {"`targets`", "primary_key", "unique"}));
    CHECK(says(said({to_target(reference("shade").references<target>("shade"))}), {"`targets`"}));
}

TEST_CASE("a default is of its column's type") {
    CHECK(said({tenon::default_("name", "x"), tenon::default_("ratio", 1.5), tenon::default_("x", 5)}) == "");
    CHECK(said({tenon::default_("ratio", 1), tenon::default_("open", true),
                tenon::default_("shade", color::red)}) == "");
    CHECK(said({tenon::default_("made", tenon::current_timestamp), tenon::default_("note", "none")}) == "");
    CHECK(said({tenon::default_("made", "2025-01-01 00:00:00.000000")}) == "");
    CHECK(said({tenon::default_("note", std::nullopt)}) == "");
    CHECK(says(said({tenon::default_("name", std::nullopt)}), {"`name`", "TEXT", "NULL"}));
    CHECK(says(said({tenon::default_("x", 1.5)}), {"`x`", "INTEGER", "REAL"}));
    CHECK(says(said({tenon::default_("name", 5)}), {"`name`", "TEXT", "INTEGER"}));
    CHECK(says(said({tenon::default_("x", "5")}), {"`x`", "INTEGER", "TEXT"}));
    CHECK(says(said({tenon::default_("open", 1)}), {"`open`", "BOOLEAN", "INTEGER"}));
    CHECK(says(said({tenon::default_("shade", 1)}), {"`shade`", "color", "INTEGER"}));
    CHECK(says(said({tenon::default_("shade", shape::round)}), {"`shade`", "color", "shape"}));
    CHECK(says(said({tenon::default_("x", color::red)}), {"`x`", "INTEGER", "color"}));
    CHECK(says(said({tenon::default_("name", tenon::current_timestamp)}), {"`name`", "TEXT", "timestamp"}));
    CHECK(says(said({tenon::default_("nam", "x")}), {"default_", "`nam`", "did you mean `name`?"}));
}

TEST_CASE("a real default can be written exactly, or is refused") {
    CHECK(said({tenon::default_("ratio", 0.1)}) == "");
    CHECK(says(said({tenon::default_("ratio", 1.0 / 3)}), {"default_", "`ratio`"}));
    CHECK(says(said({tenon::default_("ratio", 1e-30)}), {"default_", "`ratio`"}));
    CHECK(says(said({tenon::default_("ratio", -1e300)}), {"default_", "`ratio`"}));
}

TEST_CASE("an integer default is in its column's range") {
    CHECK(said({tenon::default_("small", 127), tenon::default_("ratio", INT64_MAX)}) == "");
    CHECK(says(said({tenon::default_("small", 128)}), {"default_", "`small`", "range"}));
}

TEST_CASE("conditions and index terms are checked, with the place of what is wrong") {
    CHECK(said({tenon::check("ratio > 0 AND name <> ''")}) == "");
    CHECK(says(said({tenon::check("ratio > 0 AND nme <> ''")}),
               {"check(", "15", "`nme`", "did you mean `name`?"}));
    CHECK(says(said({tenon::check("ratio + 1")}), {"check(", "condition"}));
    CHECK(says(said({tenon::check("ratio >")}), {"check(", "8"}));
    CHECK(said({tenon::index("name", "made DESC", "lower(note)", "name COLLATE NOCASE")}) == "");
    CHECK(says(said({tenon::index("nme")}), {"index(\"nme\")", "did you mean `name`?"}));
    CHECK(says(said({tenon::index("name DSC")}), {"index(", "6", "DSC"}));
    CHECK(says(said({tenon::index("upper(id)")}), {"index(", "`id`"}));
    CHECK(said({tenon::index("name").where("x > 5")}) == "");
    CHECK(says(said({tenon::index("name").where("z > 5")}), {"`z`"}));
    CHECK(says(said({tenon::index("name").where("x")}), {"condition"}));
    CHECK(says(said({tenon::index()}), {"index"}));
}

TEST_CASE("a column's words are known ones") {
    CHECK(said({tenon::column("name").collate("nocase")}) == "");
    CHECK(says(said({tenon::column("name").collate("klingon")}), {"`klingon`", "NOCASE"}));
    CHECK(says(said({tenon::column("nme").named("n")}), {"column", "`nme`", "did you mean `name`?"}));
}

namespace {

struct clashing {
    int a = 0, b = 0;
    static constexpr auto table = tenon::table("t", tenon::column("a").named("B"));
};
struct nameless {
    int a = 0;
    static constexpr auto table = tenon::table("");
};
struct opaque {};
struct uncoded {
    int a = 0;
    opaque secret;
    static constexpr auto table = tenon::table("uncoded");
};
struct fieldless {
    static constexpr auto table = tenon::table("fieldless");
};

}  // namespace

TEST_CASE("a table as a whole") {
    CHECK(says(std::string(tenon::detail::table_refusal<clashing>::sentence.view()),
               {"`t`", "two columns", "`b`"}));
    CHECK(says(std::string(tenon::detail::table_refusal<nameless>::sentence.view()), {"name"}));
    CHECK(says(std::string(tenon::detail::table_refusal<uncoded>::sentence.view()),
               {"`secret`", "tenon::codec"}));
    CHECK(says(std::string(tenon::detail::table_refusal<fieldless>::sentence.view()),
               {"`fieldless`", "no fields"}));
    CHECK(tenon::detail::table_refusal<target>::sentence.empty());
}
