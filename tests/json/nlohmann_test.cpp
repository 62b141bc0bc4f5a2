// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/json/nlohmann.hpp>

#include "../types/refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace tenon::literals;
using tests::refused;

namespace shop {

struct address {
    std::string street;
    int number = 0;

    friend bool operator==(const address&, const address&) = default;
};

void to_json(nlohmann::json& tree, const address& value) {
    tree = {{"street", value.street}, {"number", value.number}};
}

void from_json(const nlohmann::json& tree, address& value) {
    tree.at("street").get_to(value.street);
    tree.at("number").get_to(value.number);
}

// Only one way, and one that its own codec writes.
struct written_only {};
void to_json(nlohmann::json& tree, const written_only&) { tree = nullptr; }

struct own {
    int number = 0;
};
void to_json(nlohmann::json& tree, const own& value) { tree = value.number; }
void from_json(const nlohmann::json& tree, own& value) { tree.get_to(value.number); }

struct unknown {};

}  // namespace shop

template <>
struct tenon::json_codec<shop::own> {
    static std::string write(const shop::own&) { return R"("own")"; }
    static shop::own read(std::string_view) { return {7}; }
};

namespace {

using address_column = tenon::json<shop::address>;
using numbers = tenon::json<std::vector<double>>;

struct person {
    std::int64_t id = 0;
    address_column home{};
    std::optional<address_column> work{};
    tenon::json<std::map<std::string, int>> marks{};
    nlohmann::json extra{};
    std::optional<nlohmann::json> more{};

    static constexpr auto table = tenon::table("people", tenon::primary_key("id"));
};

template <class T>
std::string write(const T& value) {
    return tenon::codec<T>::encode(value);
}

template <class T>
T read(std::string_view text) {
    return tenon::codec<T>::decode(text);
}

struct fixture {
    tenon::database db{":memory:"};

    fixture() { db.create<person>(); }
    auto refusal() {
        return refused([&] { db(tenon::select<person>()).one(); });
    }
};

}  // namespace

static_assert(tenon::column_type<address_column> && tenon::bindable<std::optional<address_column>>);
static_assert(tenon::column_type<nlohmann::json> && tenon::bindable<std::optional<nlohmann::json>>);
static_assert(tenon::bindable<tenon::json<shop::written_only>>);
static_assert(!tenon::column_type<tenon::json<shop::written_only>>);
static_assert(!tenon::detail::json_writable<shop::unknown> && !tenon::detail::json_readable<shop::unknown>);
static_assert(tenon::type_of<nlohmann::json>.storage == tenon::kind::text);
static_assert(tenon::type_of<nlohmann::json>.meaning->name == "json");
static_assert(tenon::type_of<nlohmann::json> != tenon::type_of<address_column>);
static_assert(tenon::type_of<address_column> != tenon::type_of<numbers>);

TEST_CASE_METHOD(fixture, "values are stored as JSON and come back") {
    const person ada{.home = {{"Dorset Street", 1}},
                     .work = address_column{{"St James's \"Square\"\n", -12}},
                     .marks = {{{"sums", 1}, {"drawing", 3}}},
                     .extra = {{"tags", {1, 2.5, true, nullptr, "ü"}}},
                     .more = nlohmann::json::array()};
    db(tenon::insert<person>(), ada);
    db(tenon::insert<person>(), person{});

    auto all = db(tenon::select<person>().order_by("id"_c)).all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].home == ada.home);
    CHECK(all[0].work == ada.work);
    CHECK(all[0].marks == ada.marks);
    CHECK(all[0].extra == ada.extra);
    REQUIRE(all[0].more.has_value());
    CHECK(all[0].more->is_array());
    CHECK(all[0].more->empty());
    CHECK(all[1].home == address_column{});
    CHECK_FALSE(all[1].work.has_value());
    CHECK(all[1].extra.is_null());
    CHECK_FALSE(all[1].more.has_value());

    const auto at_home = tenon::select("id"_c).from<person>().where("home"_c == "where"_p);
    CHECK(db(at_home, "where"_p = ada.home).scalar() == 1);
    CHECK(db(tenon::select("id"_c).from<person>().where("extra"_c == ada.extra)).scalar() == 1);
    CHECK(db(tenon::select(tenon::count("more"_c)).from<person>()).scalar() == 1);

    db(tenon::update<person>().set("more"_c = std::nullopt, "extra"_c = "e"_p),
       "e"_p = nlohmann::json("text"));
    auto [more, extra] = db(tenon::select("more"_c, "extra"_c).from<person>().where("id"_c == 1)).one();
    static_assert(std::is_same_v<decltype(extra), nlohmann::json>);
    CHECK_FALSE(more.has_value());
    CHECK(extra == "text");
}

TEST_CASE("JSON is written without spaces and with its keys in order") {
    CHECK(write(address_column{{"A", 1}}) == R"({"number":1,"street":"A"})");
    CHECK(write(nlohmann::json{{"b", 1}, {"a", {1, 2}}}) == R"({"a":[1,2],"b":1})");
    CHECK(write(nlohmann::json()) == "null");
    CHECK(write(tenon::json{std::string("\0\"", 2)}) == R"("\u0000\"")");
    CHECK(read<nlohmann::json>(" { \"a\" : [ 1 ] } ") == nlohmann::json{{"a", {1}}});
}

TEST_CASE("a codec of the program's own goes first") {
    CHECK(write(tenon::json<shop::own>{}) == R"("own")");
    CHECK(read<tenon::json<shop::own>>("1").value.number == 7);
}

TEST_CASE_METHOD(fixture, "stored text that is no JSON is refused") {
    db(tenon::insert<person>(), person{});
    db.connection().execute("UPDATE people SET extra = '{\"a\":'");
    CHECK(refusal().starts_with("MALFORMED_TEXT: the text `{\"a\":` is no JSON: "));
    for (const std::string_view text : {"", " ", "nul", "[1,]", "{'a':1}", "1 2", "NaN", "Infinity",
                                        "\"\xff\"", "// comment\n1", "1e999"}) {
        INFO(text);
        CHECK(refused([&] { read<nlohmann::json>(text); }).starts_with("MALFORMED_TEXT: the text "));
        CHECK(refused([&] { read<address_column>(text); }).starts_with("MALFORMED_TEXT: the text "));
    }
    CHECK(refused([] { read<nlohmann::json>(std::string(1000, 'x')); }).size() < 400);
}

TEST_CASE_METHOD(fixture, "JSON of another shape is refused") {
    db(tenon::insert<person>(), person{});
    db.connection().execute("UPDATE people SET home = '{\"street\":\"A\"}'");
    const std::string refused_home = refusal();
    CHECK(refused_home.starts_with(
        "MALFORMED_TEXT: the JSON `{\"street\":\"A\"}` is not that of a `address`: "));
    CHECK(refused_home.find("number") != std::string::npos);
    CHECK(
        refused([] { read<address_column>(R"({"street":1,"number":1})"); }).starts_with("MALFORMED_TEXT: "));
    CHECK(refused([] { read<numbers>("{}"); }).starts_with("MALFORMED_TEXT: "));
    CHECK(refused([] { read<numbers>("null"); }).starts_with("MALFORMED_TEXT: "));
    CHECK(read<numbers>("[]") == numbers{});
}

TEST_CASE_METHOD(fixture, "a number that JSON does not have is refused instead of being written as null") {
    const std::string sentence = "NOT_A_NUMBER: JSON has neither NaN nor infinity: give null instead";
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(refused([] { write(numbers{{1, std::nan("")}}); }) == sentence);
    CHECK(refused([&] { write(numbers{{-infinity}}); }) == sentence);
    CHECK(refused([&] {
              db(tenon::insert<person>(), "home"_p = address_column{}, "marks"_p = decltype(person::marks){},
                 "extra"_p = nlohmann::json{{"a", {{"b", infinity}}}});
          }) == sentence);
    CHECK(db(tenon::select(tenon::count()).from<person>()).scalar() == 0);
    const numbers extremes{
        {std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(), -0.1}};
    CHECK(read<numbers>(write(extremes)) == extremes);
}

TEST_CASE("text that is not UTF-8 is refused") {
    CHECK(refused([] {
              write(address_column{{"\xff", 1}});
          }).starts_with("MALFORMED_TEXT: a `address` can't be written as JSON: "));
    CHECK(refused([] { write(nlohmann::json("\xc3")); }).starts_with("MALFORMED_TEXT: "));
}
