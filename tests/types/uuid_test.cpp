// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/types/uuid.hpp>

#include "refused.hpp"

#include <boost/uuid/string_generator.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstddef>
#include <optional>

using namespace tenon::literals;
using boost::uuids::uuid;
using tests::refused;

namespace {

struct folder {
    uuid id{};

    static constexpr auto table = tenon::table("folders", tenon::primary_key("id"));
};

struct document {
    uuid id{};
    std::optional<uuid> parent{};

    static constexpr auto table = tenon::table("documents", tenon::primary_key("id"),
                                               tenon::foreign_key("parent").references<folder>("id"));
};

const uuid first = boost::uuids::string_generator()("00112233-4455-6677-8899-aabbccddeeff");
const uuid second = boost::uuids::string_generator()("ff112233-4455-6677-8899-aabbccddeeff");

}  // namespace

static_assert(tenon::column_type<uuid> && tenon::bindable<std::optional<uuid>>);
static_assert(tenon::type_of<uuid>.storage == tenon::kind::blob);
static_assert(tenon::domain_of<uuid>.name == "uuid");
static_assert(tenon::type_of<uuid> != tenon::type_of<std::array<std::byte, 16>>);

TEST_CASE("a UUID's bytes are stored in the order of its text") {
    const auto bytes = tenon::codec<uuid>::encode(first);
    REQUIRE(bytes.size() == 16);
    for (std::size_t i = 0; i < 16; ++i) CHECK(bytes[i] == static_cast<std::byte>(i * 0x11));
    CHECK(tenon::codec<uuid>::decode(bytes) == first);
}

TEST_CASE("UUIDs are keys") {
    tenon::database db(":memory:");
    db.create<folder, document>();
    db(tenon::insert<folder>(), folder{second});
    db(tenon::insert<document>(), document{.id = second});
    db(tenon::insert<document>(), document{.id = first, .parent = second});

    auto all = db(tenon::select<document>().order_by("id"_c)).all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == first);
    CHECK(all[0].parent == second);
    CHECK(all[1].id == second);
    CHECK_FALSE(all[1].parent.has_value());
    CHECK(db(tenon::select("id"_c).from<document>().where("parent"_c == "of"_p), "of"_p = second).scalar() ==
          first);
    CHECK_THROWS_AS(db(tenon::insert<document>(), document{.id = first}), tenon::constraint_error);
    CHECK_THROWS_AS(db(tenon::insert<document>(), document{.id = uuid(), .parent = first}),
                    tenon::constraint_error);
}

TEST_CASE("a blob of another length is no UUID") {
    const std::array<std::byte, 17> bytes{};
    const auto read = [&](std::size_t size) {
        return refused([&] { tenon::codec<uuid>::decode(std::span(bytes).first(size)); });
    };
    CHECK(read(15) == "WRONG_LENGTH: a blob of 15 bytes stands where 16 are expected");
    CHECK_FALSE(read(0).empty());
    CHECK_FALSE(read(17).empty());
    CHECK(read(16).empty());
}
