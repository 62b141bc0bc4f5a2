// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/bind.hpp>
#include <tenon/types/calendar.hpp>
#include <tenon/types/types.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <limits>
#include <string>

namespace {

enum class size : int { small, large = 5 };

struct made_up {
    int number = 0;
};

/// Writes down the last thing that was bound.
struct statement {
    void bind_null(int parameter) { note(parameter, "null"); }
    void bind_integer(int parameter, std::int64_t value) {
        note(parameter, "integer " + std::to_string(value));
    }
    void bind_real(int parameter, double value) { note(parameter, "real " + std::to_string(value)); }
    void bind_text(int parameter, std::string_view value, tenon::lifetime keep) {
        note(parameter,
             "text " + std::string(value) + (keep == tenon::lifetime::outlives ? " kept" : " copied"));
        address = value.data();
    }
    void bind_blob(int parameter, std::span<const std::byte> value, tenon::lifetime keep) {
        note(parameter, "blob " + std::to_string(value.size()) +
                            (keep == tenon::lifetime::outlives ? " kept" : " copied"));
        address = value.data();
    }
    void note(int parameter, const std::string& what) { bound = std::to_string(parameter) + ' ' + what; }

    std::string bound;
    const void* address = nullptr;
};

template <class T>
std::string bound(const T& value, tenon::lifetime keep = tenon::lifetime::outlives) {
    statement target;
    tenon::bind_value(target, 3, value, keep);
    return target.bound;
}

}  // namespace

template <>
inline constexpr bool tenon::stored_by_name<size> = true;

template <>
struct tenon::codec<made_up> {
    static constexpr tenon::kind storage = tenon::kind::blob;
    static std::vector<std::byte> encode(const made_up& value) {
        return std::vector<std::byte>(static_cast<std::size_t>(value.number));
    }
};

using tenon::lifetime;

TEST_CASE("each kind is bound by its own function") {
    CHECK(bound(true) == "3 integer 1");
    CHECK(bound(std::uint8_t{200}) == "3 integer 200");
    CHECK(bound(INT64_MIN) == "3 integer -9223372036854775808");
    CHECK(bound(0.5F) == "3 real 0.500000");
    CHECK(bound(std::string("a\0b", 3)) == std::string("3 text a\0b kept", 15));
    CHECK(bound(std::vector<std::byte>(4)) == "3 blob 4 kept");
    CHECK(bound(std::array<std::byte, 2>{}) == "3 blob 2 kept");
    CHECK(bound(size::large) == "3 text large kept");
    const char* const pointer = "abc";
    CHECK(bound(pointer) == "3 text abc kept");
}

TEST_CASE("nothing is bound as NULL") {
    CHECK(bound(std::nullopt) == "3 null");
    CHECK(bound(std::optional<int>()) == "3 null");
    CHECK(bound(std::optional<std::string>()) == "3 null");
    CHECK(bound(std::optional<std::string>("x")) == "3 text x kept");
    CHECK(bound(std::optional<std::string>("")) == "3 text  kept");
    CHECK(bound(std::optional<int>(0)) == "3 integer 0");
}

TEST_CASE("views are kept as the caller says, what a codec makes is copied") {
    CHECK(bound(std::string("x"), lifetime::copied) == "3 text x copied");
    CHECK(bound(std::span<const std::byte>(), lifetime::copied) == "3 blob 0 copied");
    CHECK(bound(tenon::timestamp{}) == "3 text 1970-01-01 00:00:00.000000 copied");
    CHECK(bound(std::chrono::sys_days{}) == "3 text 1970-01-01 copied");
    CHECK(bound(made_up{3}) == "3 blob 3 copied");

    statement target;
    const std::optional<std::string> text = "a text that is too long to be stored in the string itself";
    tenon::bind_value(target, 1, text, lifetime::outlives);
    CHECK(target.address == text->data());
}

TEST_CASE("what can't be stored is refused and binds nothing") {
    statement target;
    const auto attempt = [&](const auto& value) {
        return tests::refused([&] { tenon::bind_value(target, 1, value, lifetime::copied); });
    };
    CHECK(attempt(std::numeric_limits<double>::quiet_NaN()).starts_with("NOT_A_NUMBER: "));
    CHECK(attempt(UINT64_MAX).starts_with("VALUE_OUT_OF_RANGE: "));
    CHECK(attempt(static_cast<const char*>(nullptr)).starts_with("NULL_VALUE: "));
    CHECK(attempt(static_cast<size>(1)).starts_with("UNKNOWN_ENUMERATOR: "));
    CHECK(attempt(tenon::timestamp::max()).starts_with("VALUE_OUT_OF_RANGE: "));
    CHECK(target.bound.empty());
}
