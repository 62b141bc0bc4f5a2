// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/types/path.hpp>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <optional>
#include <string>

using namespace tenon::literals;
using std::filesystem::path;

namespace {

struct photo {
    std::int64_t id = 0;
    path file{};
    std::optional<path> thumbnail{};

    static constexpr auto table = tenon::table("photos", tenon::primary_key("id"));
};

}  // namespace

static_assert(tenon::column_type<path> && tenon::bindable<std::optional<path>>);
static_assert(tenon::type_of<path> == tenon::type_of<std::string>);

TEST_CASE("paths are stored as they are") {
    tenon::database db(":memory:");
    db.create<photo>();
    db(tenon::insert<photo>(), photo{.file = "/a//b/../\xff.png", .thumbnail = path()});
    db(tenon::insert<photo>(), "file"_p = path("c") / "d", "thumbnail"_p = std::nullopt);

    auto all = db(tenon::select<photo>().order_by("id"_c)).all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].file.native() == "/a//b/../\xff.png");
    CHECK(all[0].thumbnail == path());
    CHECK(all[1].file == "c/d");
    CHECK_FALSE(all[1].thumbnail.has_value());
    CHECK(db(tenon::select("id"_c).from<photo>().where("file"_c == "c/d")).scalar() == 2);
    CHECK(db(tenon::select("id"_c).from<photo>().where("file"_c == path("c/d"))).scalar() == 2);
}
