// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/arguments.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

using namespace shop;

namespace {

// What the compiler says of a call, or nothing.
template <class Query, class... Arguments>
constexpr std::string_view refusal(const Query&, const Arguments&...) {
    namespace detail = tenon::detail;
    using call = detail::called<Query, Arguments...>;
    if constexpr (!detail::compiled<typename call::type>.valid)
        return detail::query_refusal<typename call::type>::sentence.view();
    else
        return detail::arguments_refusal<typename call::type, typename call::given, call::strict,
                                         typename call::target>::sentence.view();
}

constexpr auto by = tenon::select("id"_c).from<order>().where("total"_c >= "min"_p &&
                                                              "note"_c.is_not_distinct_from("note"_p));
constexpr double ten = 10;
constexpr int one = 1;
constexpr std::string_view gift = "gift";
constexpr std::optional<std::string_view> no_note;
constexpr std::optional<double> no_total;

// In any order, an integer for a real, nullopt where NULL can be meant.
static_assert(refusal(by, "min"_p = ten, "note"_p = gift).empty());
static_assert(refusal(by, "note"_p = std::nullopt, "min"_p = one).empty());
static_assert(refusal(by, "note"_p = no_note, "min"_p = one).empty());
static_assert(refusal(by, "note"_p = "gift", "min"_p = one).empty());

static_assert(refusal(by, "min"_p = ten) == "`:note` is given no value");
static_assert(refusal(by) == "`:min` is given no value");
static_assert(refusal(by, "min"_p = ten, "note"_p = gift, "min"_p = ten) == "`:min` is given twice");
static_assert(refusal(by, "mim"_p = ten, "note"_p = gift) ==
              "the statement has no placeholder `:mim`; did you mean `min`?");
static_assert(refusal(by, "min"_p = gift, "note"_p = gift).starts_with("`:min` is REAL and can't take"));
static_assert(refusal(by, "min"_p = ten, "note"_p = one).starts_with("`:note` is TEXT"));
static_assert(refusal(by, "min"_p = no_total, "note"_p = gift).starts_with("`:min` may be NULL"));
static_assert(refusal(by, "min"_p = &ten, "note"_p = gift) ==
              "`:min` is given a type that no tenon::codec stores");

// The arguments of an INSERT are its columns.
constexpr auto add = tenon::insert<order>();
static_assert(refusal(add, "customer_id"_p = one, "total"_p = ten).empty());
static_assert(refusal(add, "total"_p = ten, "note"_p = no_note, "customer_id"_p = one).empty());
static_assert(refusal(add, "customer_id"_p = one, "total"_p = ten, "nte"_p = gift)
                  .starts_with("table `orders` has no column `nte`; did you mean `note`?"));
static_assert(refusal(add, "customer_id"_p = one, "total"_p = no_total) ==
              "`:total` may be NULL, but its column is not optional");

// A struct's fields are arguments by their names; more fields than a statement asks for do no harm.
struct filter {
    std::string_view note;
    float min = 0;
    int unused = 0;
};
struct half_filter {
    float min = 0;
};
static_assert(refusal(by, filter{}).empty());
static_assert(refusal(by, half_filter{}) == "`:note` is given no value");

// But for an INSERT, where every field must be a column.
struct part_of_order {
    std::int64_t customer_id = 0;
    double total = 0;
};
struct other_order {
    std::int64_t customer_id = 0;
    double total = 0;
    int colour = 0;
};
static_assert(refusal(add, part_of_order{}).empty());
static_assert(refusal(add, order{}).empty());
static_assert(refusal(add, other_order{}) == "table `orders` has no column `colour`");

// Rvalues are kept, also constant ones; what has a name is referred to.
template <class T>
using argument = decltype("x"_p = std::declval<T>());
static_assert(std::is_same_v<argument<std::string>, tenon::named_argument<"x", std::string>>);
static_assert(std::is_same_v<argument<const std::string>, tenon::named_argument<"x", std::string>>);
static_assert(std::is_same_v<argument<std::string&>, tenon::named_argument<"x", const std::string&>>);
static_assert(std::is_same_v<argument<const std::string&>, tenon::named_argument<"x", const std::string&>>);

}  // namespace

TEST_CASE_METHOD(filled, "arguments go by their names") {
    CHECK(db(by, "min"_p = 10, "note"_p = "gift").all().size() == 1);
    CHECK(db(by, "note"_p = std::nullopt, "min"_p = 10).one()["id"_c] == 2);
    CHECK(db(by, filter{.note = "gift", .min = 50}).all().size() == 1);
    CHECK(db(by, filter{.note = "gift", .min = 51}).all().empty());
    const filter kept{.note = "first"};
    CHECK(db(by, kept).one()["id"_c] == 1);
}

TEST_CASE_METHOD(filled, "a struct given as a temporary lives as long as the range") {
    struct text_filter {
        std::string note;
        double min = 0;
    };
    auto rows = db(by, text_filter{std::string("gift"), 1});
    const std::vector<std::string> reuses_the_memory(8, "gift?");
    CHECK(rows.all().size() == 1);
    auto longer = db(by, text_filter{std::string(100, 'x'), 1});
    CHECK(longer.all().empty());
}

TEST_CASE_METHOD(filled, "an optional argument is a value or NULL each time") {
    std::optional<std::string> note;
    CHECK(db(by, "min"_p = 0, "note"_p = note).one()["id"_c] == 2);
    note = "gift";
    CHECK(db(by, "min"_p = 0, "note"_p = note).one()["id"_c] == 3);
    note = std::nullopt;
    CHECK(db(by, "min"_p = 0, "note"_p = note).one()["id"_c] == 2);
}
