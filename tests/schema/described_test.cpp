// SPDX-License-Identifier: BSL-1.0
#include <tenon/schema/described.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace {

enum class color : int { red };

struct part {
    std::int64_t id = 0;
    std::string class_;
    std::optional<std::int16_t> size;
    color shade = color::red;
    tenon::timestamp made{};

    static constexpr auto table =
        tenon::table("parts", tenon::primary_key("id"), tenon::column("class_").named("class"),
                     tenon::unique("class", "size"), tenon::default_("made", tenon::current_timestamp),
                     tenon::index("shade").unique(), tenon::index("shade", "made").unique().where("size > 1"),
                     tenon::index("lower(class)").unique(), tenon::index("made"));
};

struct legacy {
    std::string code;
    int count = 0;
};

struct keyless {
    int a = 0;
};

struct text_key {
    std::string code;
    static constexpr auto table = tenon::table("text_keys", tenon::primary_key("code"));
};

struct pair_key {
    int a = 0, b = 0;
    static constexpr auto table = tenon::table("pairs", tenon::primary_key("b", "a"));
};

struct default_by_name {
    int class_ = 0;
    int plain = 0;
    static constexpr auto table =
        tenon::table("by_name", tenon::default_("class", 5), tenon::column("class_").named("class"));
};

constexpr const tenon::table_info& parts = tenon::table_info_of<part>();

}  // namespace

template <>
inline constexpr auto tenon::table_of<legacy> = tenon::table("legacy_items", tenon::primary_key("code"));

static_assert(parts.name == "parts" && parts.column_count == 5 && parts.strict);
static_assert(parts.columns[1].name == "class" && parts.columns[1].field == "class_");
static_assert(parts.columns[0].type == tenon::type_of<std::int64_t> && parts.columns[2].type.nullable);
static_assert(parts.columns[2].limits == tenon::limits_of<std::int16_t>);
static_assert(parts.columns[3].type.meaning == tenon::type_of<color>.meaning);
static_assert(!parts.columns[3].has_default && parts.columns[4].has_default);
static_assert(parts.find("CLASS") == 1 && parts.find("class_") == -1 && parts.find("nope") == -1);

static_assert(tenon::table_info_of<default_by_name>().may_omit(0) &&
              !tenon::table_info_of<default_by_name>().may_omit(1));

static_assert(parts.integer_key == 0 && parts.keys[0].primary && parts.keys[0].size == 1);
static_assert(parts.keys[1].size == 2 && parts.keys[1].columns[0] == 1 && parts.keys[1].columns[1] == 2 &&
              !parts.keys[1].primary);
static_assert(parts.may_omit(0) && !parts.may_omit(1) && parts.may_omit(2) && !parts.may_omit(3) &&
              parts.may_omit(4));

static_assert(tenon::table_info_of<legacy>().name == "legacy_items" &&
              tenon::table_info_of<legacy>().key_count == 1);
static_assert(!tenon::detail::is_described<keyless> && tenon::detail::is_described<legacy>);
static_assert(tenon::table_info_of<text_key>().integer_key == -1 &&
              tenon::table_info_of<pair_key>().integer_key == -1);
static_assert(tenon::table_info_of<pair_key>().keys[0].columns[0] == 1);
static_assert(parts.identity != tenon::table_info_of<legacy>().identity);

TEST_CASE("only indexes of columns over all rows are keys") {
    int usable = 0;
    for (int k = 0; k < parts.key_count; ++k)
        if (parts.keys[k].size > 0) ++usable;
    CHECK(usable == 3);
}

TEST_CASE("a struct without a description says so") {
    CHECK(tenon::detail::table_refusal<keyless>::sentence.view().starts_with("`keyless` describes no table"));
    CHECK(tenon::detail::table_refusal<legacy>::sentence.empty());
    CHECK_FALSE(tenon::detail::valid_table<keyless>);
}
