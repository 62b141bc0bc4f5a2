// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/bind.hpp>
#include <tenon/types/calendar.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace shop;
using namespace std::string_view_literals;

enum class colour : std::int16_t { red = -5, green = 300 };
enum class state : std::uint8_t { open, closed };
template <>
inline constexpr bool tenon::stored_by_name<state> = true;

// A user's type: whole cents, printed and computed as such, compared with nothing but itself.
struct money {
    std::int64_t cents = 0;

    friend constexpr bool operator==(const money&, const money&) = default;
};
template <>
struct tenon::codec<money> {
    static constexpr tenon::kind storage = tenon::kind::integer;
    static constexpr std::string_view name = "money";

    static constexpr std::int64_t encode(const money& value) { return value.cents; }
    static constexpr money decode(std::int64_t stored) { return {stored}; }
};

namespace {

struct narrow {
    std::int64_t id = 0;
    std::int8_t tiny = 0;
    std::uint8_t byte = 0;
    std::uint32_t word = 0;
    std::uint64_t wide = 0;
    std::optional<std::int16_t> maybe{};

    static constexpr auto table = tenon::table("narrows", tenon::primary_key("id"));
};

struct value {
    std::int64_t id = 0;
    double real = 0;
    float single = 0;
    std::string text{};
    std::vector<std::byte> blob{};
    std::optional<std::string> note{};

    static constexpr auto table = tenon::table("all_values", tenon::primary_key("id"));
};

struct event {
    std::int64_t id = 0;
    colour paint = colour::red;
    state how = state::open;
    tenon::timestamp at{};
    tenon::date day{};
    std::array<std::byte, 4> hash{};
    money price{};
    std::optional<money> tip{};
    bool paid = false;

    static constexpr auto table = tenon::table("events", tenon::primary_key("id"));
};

struct fixture {
    tenon::database db{":memory:"};

    fixture() { db.create<narrow, value, event>(); }

    std::int64_t count_narrows() { return db(tenon::select(tenon::count()).from<narrow>()).scalar(); }
    std::string code_of(auto call) {
        const tenon::error error = error_from(call);
        CHECK(error.category == tenon::category::value);
        return error.code;
    }
};

constexpr auto add_narrow = tenon::insert<narrow>();

}  // namespace

TEST_CASE_METHOD(fixture, "an integer that does not fit its column is refused when it is bound") {
    const auto with_tiny = [&](auto tiny) {
        db(add_narrow, "tiny"_p = tiny, "byte"_p = 0, "word"_p = 0, "wide"_p = 0);
    };
    with_tiny(127);
    with_tiny(std::int64_t{-128});
    with_tiny(std::uint8_t{5});
    CHECK(code_of([&] { with_tiny(128); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { with_tiny(std::int64_t{-129}); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { with_tiny(std::uint8_t{200}); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { with_tiny(std::uint64_t{1} << 63); }) == "VALUE_OUT_OF_RANGE");
    const auto error = error_from([&] { with_tiny(4711); });
    CHECK(contains(error.message, "tiny"));
    CHECK(count_narrows() == 3);
}

TEST_CASE_METHOD(fixture, "unsigned columns take what they can hold") {
    db(add_narrow, "tiny"_p = 0, "byte"_p = 255, "word"_p = 4'294'967'295, "wide"_p = INT64_MAX);
    const auto bind = [&](auto byte, auto word, auto wide) {
        db(add_narrow, "tiny"_p = 0, "byte"_p = byte, "word"_p = word, "wide"_p = wide);
    };
    CHECK(code_of([&] { bind(256, 0, 0); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { bind(-1, 0, 0); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { bind(0, 4'294'967'296, 0); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { bind(0, 0, -1); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { bind(0, 0, UINT64_MAX); }) == "VALUE_OUT_OF_RANGE");
    const auto stored = db(tenon::select<narrow>()).one();
    CHECK(stored.byte == 255);
    CHECK(stored.word == UINT32_MAX);
    CHECK(stored.wide == std::uint64_t{INT64_MAX});
}

TEST_CASE_METHOD(fixture, "SET, captured values and optional integers are checked alike") {
    db(add_narrow, narrow{});
    const auto set = tenon::update<narrow>().set("maybe"_c = "x"_p, "byte"_c = "x"_p);
    db(tenon::update<narrow>().set("maybe"_c = "x"_p), "x"_p = std::optional<int>(-32768));
    CHECK(db(tenon::select("maybe"_c).from<narrow>()).scalar() == std::int16_t{-32768});
    CHECK(code_of([&] {
              db(tenon::update<narrow>().set("maybe"_c = "x"_p), "x"_p = std::optional<int>(40'000));
          }) == "VALUE_OUT_OF_RANGE");
    db(set, "x"_p = 255);  // must fit both columns
    CHECK(code_of([&] { db(set, "x"_p = 256); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { db(set, "x"_p = -1); }) == "VALUE_OUT_OF_RANGE");
    const auto capture = [&](int number) { db(tenon::update<narrow>().set("tiny"_c = number)); };
    capture(-128);
    CHECK(code_of([&] { capture(128); }) == "VALUE_OUT_OF_RANGE");
    CHECK(db(tenon::select("tiny"_c).from<narrow>()).scalar() == -128);
}

TEST_CASE_METHOD(fixture, "what is compared need not fit the column") {
    db(add_narrow, narrow{});
    CHECK(db(tenon::select<narrow>().where("tiny"_c < "x"_p), "x"_p = 1'000).all().size() == 1);
    CHECK(db(tenon::select<narrow>().where("byte"_c != -1)).all().size() == 1);
}

TEST_CASE_METHOD(fixture, "a stored integer that does not fit its field is refused when it is read") {
    db(add_narrow, narrow{});
    const auto stored = [&](const char* sql) {
        db.connection().execute(sql);
        return code_of([&] { (void)db(tenon::select<narrow>()).all(); });
    };
    CHECK(stored("UPDATE narrows SET tiny = 128") == "VALUE_OUT_OF_RANGE");
    CHECK(stored("UPDATE narrows SET tiny = 0, byte = -1") == "VALUE_OUT_OF_RANGE");
    CHECK(stored("UPDATE narrows SET byte = 0, wide = -1") == "VALUE_OUT_OF_RANGE");
    db.connection().execute("UPDATE narrows SET wide = 0");
    CHECK(db(tenon::select<narrow>()).all().size() == 1);
}

TEST_CASE_METHOD(fixture, "an integer goes into a REAL only if it comes back as the same number") {
    const auto add = [&](auto number) {
        return db(tenon::insert<value>().returning("real"_c), "real"_p = number, "single"_p = 0,
                  "text"_p = "", "blob"_p = std::span<const std::byte>())
            .scalar();
    };
    CHECK(add(7) == 7.0);
    CHECK(add((std::int64_t{1} << 53) - 1) == 9007199254740991.0);
    CHECK(add(1 - (std::int64_t{1} << 53)) == -9007199254740991.0);
    CHECK(code_of([&] { add((std::int64_t{1} << 53) + 1); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { add(-(std::int64_t{1} << 53) - 1); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] { add(UINT64_MAX); }) == "VALUE_OUT_OF_RANGE");
    CHECK(code_of([&] {
              (void)db(tenon::select<value>().where("real"_c < "x"_p), "x"_p = INT64_MAX).all();
          }) == "VALUE_OUT_OF_RANGE");
}

TEST_CASE_METHOD(fixture, "the bits of a double survive") {
    const double numbers[] = {0.1,
                              1.0 / 3,
                              5e-324,
                              std::numeric_limits<double>::max(),
                              std::numeric_limits<double>::infinity(),
                              -std::numeric_limits<double>::infinity(),
                              9007199254740993.0,
                              std::nextafter(1.0, 2.0)};
    for (const double number : numbers) {
        const double read = db(tenon::insert<value>().returning("real"_c), "real"_p = number,
                               "single"_p = 0.1F, "text"_p = "", "blob"_p = std::span<const std::byte>())
                                .scalar();
        CHECK(std::bit_cast<std::uint64_t>(read) == std::bit_cast<std::uint64_t>(number));
    }
    for (const auto& [single] : db(tenon::select("single"_c).from<value>())) CHECK(single == 0.1F);
}

TEST_CASE_METHOD(fixture, "what a database can't keep as it is is refused") {
    const auto add = [&](double real, float single, auto text) {
        db(tenon::insert<value>(), "real"_p = real, "single"_p = single, "text"_p = text,
           "blob"_p = std::vector<std::byte>());
    };
    const char* const nothing = nullptr;
    CHECK(code_of([&] { add(std::nan(""), 0, "x"); }) == "NOT_A_NUMBER");
    CHECK(code_of([&] { add(0, std::nanf(""), "x"); }) == "NOT_A_NUMBER");
    CHECK(code_of([&] { add(0, 0, nothing); }) == "NULL_VALUE");
    CHECK(code_of([&] {
              (void)db(tenon::select<value>().where("real"_c > "x"_p), "x"_p = std::nan("")).all();
          }) == "NOT_A_NUMBER");
    CHECK(db(tenon::select<value>()).all().empty());
    add(0, 0, "not null");
    CHECK(db(tenon::select<value>()).all().size() == 1);
}

TEST_CASE_METHOD(fixture, "texts keep every byte") {
    const auto add = [&](auto&& text) {
        return db(tenon::insert<value>().returning("text"_c), "real"_p = 0, "single"_p = 0,
                  "text"_p = std::forward<decltype(text)>(text), "blob"_p = std::vector<std::byte>())
            .scalar();
    };
    CHECK(add("a\0b"sv) == "a\0b"sv);
    CHECK(add(std::string("a\0b\0"sv)) == "a\0b\0"sv);
    CHECK(add("a\0b") == "a\0b"sv);
    CHECK(add("") == "");
    CHECK(add(std::string()) == "");
    CHECK(add(std::string_view()) == "");
    CHECK(add("žluťoučký 🦄") == "žluťoučký 🦄");
    CHECK(add(std::string(100'000, 'x')).size() == 100'000);
    char buffer[16] = "buffer";
    CHECK(add(buffer) == "buffer");
    const char* const pointer = "pointer";
    CHECK(add(pointer) == "pointer");
    CHECK(db(tenon::select(tenon::count()).from<value>().where("text"_c == "x"_p), "x"_p = "").scalar() == 3);
    CHECK(
        db(tenon::select(tenon::count()).from<value>().where("text"_c == "x"_p), "x"_p = "a\0b"sv).scalar() ==
        2);
    CHECK(db(tenon::select(tenon::count()).from<value>().where("text"_c == "a\0b")).scalar() == 2);
}

TEST_CASE_METHOD(fixture, "blobs keep every byte, and no bytes are not NULL") {
    const std::vector<std::byte> bytes{std::byte{0}, std::byte{1}, std::byte{0}, std::byte{255}};
    const auto add = [&](auto&& blob) {
        return db(tenon::insert<value>().returning("blob"_c), "real"_p = 0, "single"_p = 0, "text"_p = "",
                  "blob"_p = std::forward<decltype(blob)>(blob))
            .scalar();
    };
    CHECK(add(bytes) == bytes);
    CHECK(add(std::span(bytes).first(2)) == std::vector(bytes.begin(), bytes.begin() + 2));
    CHECK(add(std::vector<std::byte>()).empty());
    CHECK(add(std::span<const std::byte>()).empty());
    CHECK(db(tenon::select<value>().where("blob"_c == "x"_p), "x"_p = bytes).all().size() == 1);
    for (const auto& [blob] : db(tenon::select("blob"_c).from<value>().where("id"_c == 1)).views())
        CHECK(std::vector(blob.begin(), blob.end()) == bytes);
}

TEST_CASE_METHOD(fixture, "enums, times, arrays and a user's type go through a table") {
    using namespace std::chrono;
    event first{.id = 0,
                .paint = colour::green,
                .how = state::closed,
                .at = tenon::timestamp(microseconds(-1)),
                .day = tenon::date(2024y / 2 / 29),
                .hash = {std::byte{0}, std::byte{1}, std::byte{2}, std::byte{255}},
                .price = {123'456},
                .tip = money{-5},
                .paid = true};
    db(tenon::insert<event>(), first);
    db(tenon::insert<event>(), event{.day = tenon::date(2000y / 1 / 1)});
    const auto read =
        db(tenon::select<event>().where("price"_c == "price"_p), "price"_p = money{123'456}).one();
    CHECK(read.paint == first.paint);
    CHECK(read.how == first.how);
    CHECK(read.at == first.at);
    CHECK(read.day == first.day);
    CHECK(read.hash == first.hash);
    CHECK(read.price == first.price);
    CHECK(read.tip == first.tip);
    CHECK(read.paid);
    CHECK(db(tenon::select("tip"_c).from<event>().where("id"_c == 2)).scalar() == std::nullopt);
    CHECK(db(tenon::select(tenon::sum("price"_c)).from<event>()).scalar() == money{123'456});
    CHECK(db(tenon::select("id"_c).from<event>().where("how"_c == state::open && "paint"_c == colour::red))
              .scalar() == 2);
    CHECK(db(tenon::select("id"_c).from<event>().where("hash"_c == "h"_p), "h"_p = first.hash).scalar() == 1);
    CHECK(
        db(tenon::select("id"_c).from<event>().where("at"_c < "t"_p), "t"_p = tenon::timestamp()).scalar() ==
        1);
    CHECK(db(tenon::select("day"_c).from<event>().order_by("day"_c.desc()).limit(1)).scalar() == first.day);

    db.connection().execute("UPDATE events SET how = 'ajar' WHERE id = 2");
    CHECK(code_of([&] { (void)db(tenon::select<event>()).all(); }) == "UNKNOWN_ENUMERATOR");
    db.connection().execute("UPDATE events SET how = 'open', hash = x'00' WHERE id = 2");
    CHECK(code_of([&] { (void)db(tenon::select<event>()).all(); }) == "WRONG_LENGTH");
}

TEST_CASE_METHOD(fixture, "a wrong value leaves the statement fit for the next one") {
    const auto add = [&](int tiny) {
        db(add_narrow, "byte"_p = 0, "tiny"_p = tiny, "word"_p = 0, "wide"_p = 0);
    };
    for (int i = 0; i < 3; ++i) {
        CHECK(code_of([&] { add(1'000); }) == "VALUE_OUT_OF_RANGE");
        add(i);
    }
    CHECK(count_narrows() == 3);
    CHECK(db.connection().cache().misses < 20);
}
