// SPDX-License-Identifier: BSL-1.0
#include <tenon/check/explain.hpp>
#include <tenon/schema/constraint_text.hpp>
#include <tenon/schema/described.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace {

struct article {
    std::int64_t id = 0;
    std::string name;
    double price = 0;
    std::optional<double> reduced;
    bool sold = false;

    static constexpr auto table = tenon::table("articles", tenon::column("name").named("title"));
};

struct outcome {
    std::string text;
    std::string sentence;
    int position = -1;
};

outcome of(std::string_view sql, bool order_term = false) {
    tenon::detail::constraint_text parsed(tenon::table_info_of<article>(), sql, order_term);
    const tenon::detail::tree t = parsed.storage.open();
    if (t.failed()) return {{}, std::string(tenon::detail::explain(t).view()), t.failure.position};
    tenon::detail::text_writer measure;
    parsed.print(measure);
    outcome result;
    result.text.resize(measure.size());
    tenon::detail::text_writer writer(result.text.data(), result.text.size());
    parsed.print(writer);
    return result;
}

struct rule {
    static constexpr void print(tenon::detail::text_writer& out) {
        tenon::detail::constraint_text(tenon::table_info_of<article>(), "reduced < price or not sold", false)
            .print(out);
    }
};

}  // namespace

static_assert(tenon::detail::printed<rule>.view() == R"("reduced" < "price" OR NOT "sold")");

TEST_CASE("a condition's text comes out quoted, with SQL's names") {
    CHECK(of("price >= 0 and length(TITLE) > 0").text == R"("price" >= 0 AND LENGTH("title") > 0)");
    CHECK(of("articles.sold").text == R"("sold")");
    CHECK(of("title COLLATE NOCASE DESC", true).text == R"("title" COLLATE "NOCASE" DESC)");
    CHECK(of("price * 2", true).text == R"("price" * 2)");
}

TEST_CASE("what is wrong is said with its place in the text") {
    CHECK(of("price >= 0 AND redced > 1").position == 15);
    CHECK(of("price >= 0 AND redced > 1").sentence.find("did you mean `reduced`?") != std::string::npos);
    CHECK(of("name = 'x'").position == 0);
    CHECK(of("price >= :least").position == 9);
    CHECK(of("price >=").position == 8);
    CHECK_FALSE(of("price").sentence.empty());
    CHECK_FALSE(of("price > 1; DROP TABLE articles").sentence.empty());
    CHECK_FALSE(of("price > 1 -- comment\n) STRICT").sentence.empty());
    CHECK_FALSE(of("price > (SELECT 1)").sentence.empty());
    CHECK(of("price > random()").sentence == "a rule of a table takes no random");
    CHECK(of("title > date('NOW')").sentence == "a rule of a table takes no date");
    CHECK(of("title > strftime('%Y')").sentence == "a rule of a table takes no strftime");
    CHECK(of("title > date('2024-01-01')").sentence.empty());
    CHECK(of("title > strftime('%Y', title)").sentence.empty());
    CHECK(of("(price, title)", true).sentence != "");
    CHECK(of("price NULLS LAST", true).sentence.starts_with("NULLS FIRST or NULLS LAST of an index"));
}
