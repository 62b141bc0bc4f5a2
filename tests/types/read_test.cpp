// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/read.hpp>
#include <tenon/types/types.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

/// A row of one value of each kind and a NULL at column 9; it counts nothing and checks nothing.
struct one_row {
    bool is_null(int column) const { return column == 9; }
    bool boolean(int) const { return true; }
    std::int64_t integer(int column) const { return column; }
    double real(int) const { return 0.5; }
    std::string_view text(int) const { return std::string_view("a\0b", 3); }
    std::span<const std::byte> blob(int) const { return {memory, 4}; }

    std::byte memory[4]{};
};

/// Counts what a read costs beyond building the value.
struct counted {
    static inline int moves = 0;
    static inline int copies = 0;

    explicit counted(std::string_view stored) : text(stored) {}
    counted(counted&& other) noexcept : text(std::move(other.text)) { ++moves; }
    counted(const counted& other) : text(other.text) { ++copies; }

    std::string text;
};

}  // namespace

template <>
struct tenon::codec<counted> {
    static constexpr tenon::kind storage = tenon::kind::text;
    static counted decode(std::string_view stored) { return counted(stored); }
};

using tenon::read_column;

TEST_CASE("each kind is read by its own accessor") {
    const one_row row;
    CHECK(read_column<bool>(row, 0));
    CHECK(read_column<std::int64_t>(row, 7) == 7);
    CHECK(read_column<std::uint8_t>(row, 255) == 255);
    CHECK(read_column<double>(row, 0) == 0.5);
    CHECK(read_column<float>(row, 0) == 0.5F);
    CHECK(read_column<std::string>(row, 0) == std::string("a\0b", 3));
    CHECK(read_column<std::string_view>(row, 0).size() == 3);
    CHECK(read_column<std::vector<std::byte>>(row, 0).size() == 4);
    CHECK(read_column<std::span<const std::byte>>(row, 0).data() == row.memory);
    CHECK(read_column<std::array<std::byte, 4>>(row, 0) == std::array<std::byte, 4>{});
}

TEST_CASE("NULL is read as an empty optional, anything else as its value") {
    const one_row row;
    CHECK(read_column<std::optional<int>>(row, 9) == std::nullopt);
    CHECK(read_column<std::optional<std::string>>(row, 9) == std::nullopt);
    CHECK(read_column<std::optional<int>>(row, 8) == 8);
    CHECK(read_column<std::optional<bool>>(row, 0) == true);
    CHECK(read_column<std::optional<std::string>>(row, 0) == std::string("a\0b", 3));
    CHECK(read_column<std::optional<std::vector<std::byte>>>(row, 0)->size() == 4);
    CHECK(read_column<std::optional<std::string_view>>(row, 0) == std::string_view("a\0b", 3));
}

TEST_CASE("values that do not fit are refused inside an optional too") {
    const one_row row;
    CHECK_FALSE(tests::refused([&] { read_column<std::uint8_t>(row, 256); }).empty());
    CHECK_FALSE(tests::refused([&] { read_column<std::optional<std::uint8_t>>(row, 256); }).empty());
    CHECK_FALSE(tests::refused([&] { read_column<tenon::timestamp>(row, 0); }).empty());
}

TEST_CASE("a value is built in place") {
    const one_row row;
    counted::moves = counted::copies = 0;
    const auto value = read_column<counted>(row, 0);
    CHECK(value.text.size() == 3);
    CHECK(counted::moves == 0);
    const auto optional = read_column<std::optional<counted>>(row, 0);
    CHECK(optional->text.size() == 3);
    CHECK(counted::moves == 0);
    CHECK(counted::copies == 0);
}
