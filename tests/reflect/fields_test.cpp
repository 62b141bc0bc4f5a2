// SPDX-License-Identifier: BSL-1.0
#include <tenon/reflect/fields.hpp>

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using tenon::field;
using tenon::field_count;
using tenon::field_name;
using tenon::field_type;

struct address {
    std::string street;
    int number;
};

struct person {
    std::int64_t id = 0;
    std::string name;
    address home;
    std::optional<double> height;
    std::array<int, 3> scores{};
    std::vector<std::byte> photo;
    std::chrono::sys_time<std::chrono::microseconds> born{};
};

static_assert(field_count<person> == 7);
static_assert(field_name<person, 0> == "id" && field_name<person, 1> == "name" &&
              field_name<person, 2> == "home");
static_assert(field_name<person, 3> == "height" && field_name<person, 4> == "scores");
static_assert(field_name<person, 5> == "photo" && field_name<person, 6> == "born");
static_assert(std::is_same_v<field_type<person, 0>, std::int64_t> &&
              std::is_same_v<field_type<person, 2>, address>);
static_assert(std::is_same_v<field_type<person, 4>, std::array<int, 3>>);
static_assert(tenon::member_index<&person::id> == 0 && tenon::member_index<&person::born> == 6);
static_assert(std::is_same_v<tenon::member_owner<&person::name>, person>);

// Fields of one type are told apart by their place.
struct triple {
    int a, b, c;
};
static_assert(tenon::member_index<&triple::a> == 0 && tenon::member_index<&triple::b> == 1 &&
              tenon::member_index<&triple::c> == 2);

struct none {};
struct one {
    bool only;
};
static_assert(field_count<none> == 0);
static_assert(field_count<one> == 1 && field_name<one, 0> == "only");

struct wide {
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4,
        c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9,
        f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, g0, g1, g2, g3;
};
static_assert(field_count<wide> == 64);
static_assert(field_name<wide, 0> == "a0" && field_name<wide, 63> == "g3" &&
              tenon::member_index<&wide::g3> == 63);

struct widest {
    int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4,
        c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9,
        f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, h0, h1, h2, h3, h4,
        h5, h6, h7, h8, h9, i0, i1, i2, i3, i4, i5, i6, i7, i8, i9, j0, j1, j2, j3, j4, j5, j6, j7, j8, j9;
};
static_assert(field_count<widest> == 100);
static_assert(field_name<widest, 0> == "a0" && field_name<widest, 50> == "f0" &&
              field_name<widest, 99> == "j9");

namespace {
struct hidden {
    int visible_enough;
    std::string too;
};

struct hidden_parent {
    hidden child;
    std::vector<hidden> children;
};

template <class T>
struct boxed {
    T inside;
    std::optional<T> perhaps;
};

// The identifiers of an object's own type stand in the compiler's spelling too.
struct imagined {
    int value;
    int holder;
};
}  // namespace

static_assert(field_count<hidden> == 2 && field_name<hidden, 0> == "visible_enough" &&
              field_name<hidden, 1> == "too");
static_assert(field_count<hidden_parent> == 2 && field_name<hidden_parent, 1> == "children");
static_assert(field_name<boxed<int>, 0> == "inside" &&
              field_name<boxed<std::vector<boxed<int>>>, 1> == "perhaps");
static_assert(field_name<imagined, 0> == "value" && field_name<imagined, 1> == "holder");

class owner {
    struct secret {
        int code;
        std::string word;
    };

public:
    static constexpr bool reads_its_own() {
        return field_count<secret> == 2 && field_name<secret, 0> == "code" && field_name<secret, 1> == "word";
    }
};
static_assert(owner::reads_its_own());

struct trailing_ {
    int class_;
    int _leading;
    int MixedCase9;
};
static_assert(field_name<trailing_, 0> == "class_" && field_name<trailing_, 1> == "_leading" &&
              field_name<trailing_, 2> == "MixedCase9");

struct größen {
    double länge;
    int größe;
    int 長さ;
};
static_assert(field_name<größen, 0> == "länge" && field_name<größen, 1> == "größe" &&
              field_name<größen, 2> == "長さ");

struct unique {
    std::unique_ptr<int> pointer;
    int plain;
};
static_assert(field_count<unique> == 2 && field_name<unique, 0> == "pointer" &&
              field_name<unique, 1> == "plain");

struct with_table {
    int id;
    static constexpr int table = 7;
    static int counter();
    int twice() const { return 2 * id; }
};
static_assert(field_count<with_table> == 1);

struct constant_field {
    const int id;
    const std::string name;
};
static_assert(field_count<constant_field> == 2 && field_name<constant_field, 1> == "name");
static_assert(tenon::member_index<&constant_field::name> == 1);

TEST_CASE("fields are read and written in place") {
    person ada{1, "Ada", {"St James's Square", 12}, 1.65, {1, 2, 3}, {}, {}};
    CHECK(field<1>(ada) == "Ada");
    field<1>(ada) = "Ada Lovelace";
    field<3>(ada).reset();
    CHECK(ada.name == "Ada Lovelace");
    CHECK_FALSE(ada.height.has_value());
    CHECK(&field<2>(ada) == &ada.home);
    CHECK(&field<4>(std::as_const(ada)) == &ada.scores);
}

TEST_CASE("fields tied at once are the object's own") {
    person ada{1, "Ada", {"St James's Square", 12}, 1.65, {1, 2, 3}, {}, {}};
    const auto fields = tenon::detail::tie_fields(ada);
    CHECK(&tenon::detail::tied_field<0>(fields) == &ada.id);
    CHECK(&tenon::detail::tied_field<2>(fields) == &ada.home);
    tenon::detail::tied_field<1>(fields) = "Ada Lovelace";
    CHECK(ada.name == "Ada Lovelace");
    const auto constants = tenon::detail::tie_fields(std::as_const(ada));
    CHECK(&tenon::detail::tied_field<4>(constants) == &ada.scores);
}

TEST_CASE("a field that can only be moved is moved out of its object") {
    unique it{std::make_unique<int>(7), 8};
    const std::unique_ptr<int> taken = std::move(field<0>(it));
    CHECK(*taken == 7);
    CHECK(it.pointer == nullptr);
    CHECK(field<1>(it) == 8);
}

TEST_CASE("structs in functions reflect") {
    struct local {
        int count;
        std::string label;
    };
    static_assert(field_count<local> == 2);
    CHECK(field_name<local, 0> == "count");
    CHECK(field_name<local, 1> == "label");
    local it{3, "three"};
    CHECK(field<0>(it) == 3);
    const auto made_by_lambda = [] {
        struct inner {
            double ratio;
        };
        return inner{0.5};
    }();
    CHECK(field_name<decltype(made_by_lambda), 0> == "ratio");
}
