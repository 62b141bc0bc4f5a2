// SPDX-License-Identifier: BSL-1.0
#include <tenon/types/blob.hpp>

#include "refused.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using tests::refused;
using bytes = std::vector<std::byte>;
using view = std::span<const std::byte>;

static_assert(tenon::column_type<bytes> && tenon::bindable<bytes>);
static_assert(tenon::column_type<view> && tenon::bindable<view>);
static_assert(tenon::bindable<std::span<std::byte>> && !tenon::column_type<std::span<std::byte>>);
static_assert(tenon::bindable<std::span<const std::byte, 4>> &&
              !tenon::column_type<std::span<const std::byte, 4>>);
static_assert(tenon::column_type<std::array<std::byte, 16>>);
static_assert(!tenon::column_type<std::vector<int>> && !tenon::bindable<std::span<const char>>);

TEST_CASE("bytes keep every value") {
    bytes all(256);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::byte>(i);
    CHECK(tenon::codec<bytes>::decode(tenon::codec<bytes>::encode(all)) == all);
    CHECK(tenon::codec<bytes>::decode(tenon::codec<bytes>::encode(bytes{})).empty());
    CHECK(tenon::codec<bytes>::decode({}).empty());
    CHECK(tenon::codec<view>::decode(tenon::codec<view>::encode(all)).data() == all.data());
    const std::span<std::byte> writable = all;
    CHECK(tenon::codec<std::span<std::byte>>::encode(writable).size() == 256);
}

TEST_CASE("bytes are bound in place") {
    const bytes three(3);
    CHECK(tenon::codec<bytes>::encode(three).data() == three.data());
    const std::array<std::byte, 2> two{};
    CHECK(tenon::codec<std::array<std::byte, 2>>::encode(two).data() == two.data());
}

TEST_CASE("an array takes a blob of its own length only") {
    using four = std::array<std::byte, 4>;
    const four value{std::byte{1}, std::byte{0}, std::byte{255}, std::byte{7}};
    CHECK(tenon::codec<four>::decode(tenon::codec<four>::encode(value)) == value);
    CHECK(refused([] { tenon::codec<four>::decode(bytes(3)); }) ==
          "WRONG_LENGTH: a blob of 3 bytes stands where 4 are expected");
    CHECK_FALSE(refused([] { tenon::codec<four>::decode(bytes(5)); }).empty());
    CHECK_FALSE(refused([] { tenon::codec<four>::decode({}); }).empty());
    CHECK(tenon::codec<std::array<std::byte, 0>>::decode({}).empty());
}
