// SPDX-License-Identifier: BSL-1.0
#include <tenon/statement/result.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

using namespace shop;

namespace {

constexpr auto by_name = tenon::select<customer>().where("name"_c == "name"_p);
constexpr auto all_names = tenon::select("name"_c).from<customer>().order_by("id"_c);

const char* const long_email = "an address that no small string holds @ example.com";

const std::string constant_string() { return long_email; }

}  // namespace

TEST_CASE_METHOD(filled, "all, one, first and scalar") {
    CHECK(db(all_names).all().size() == 3);
    CHECK(db(by_name, "name"_p = "Nobody").all().empty());
    CHECK(db(by_name, "name"_p = "Bob").one().id == 2);
    CHECK(db(by_name, "name"_p = "Bob").first()->id == 2);
    CHECK_FALSE(db(by_name, "name"_p = "Nobody").first());
    CHECK(get<0>(*db(all_names).first()) == "Ada");
    CHECK(db(tenon::select("name"_c).from<customer>().where("id"_c == 3)).scalar() == "Cleo");
    CHECK(db(tenon::select(tenon::max("total"_c)).from<order>()).scalar() == 99.5);
    CHECK(db(tenon::select(tenon::max("total"_c)).from<order>().where("id"_c > 100)).scalar() ==
          std::nullopt);
}

TEST_CASE_METHOD(filled, "no row or several where one is expected") {
    db.connection().set_purpose("look up");
    const auto missing = error_from([&] { (void)db(by_name, "name"_p = "Nobody").one(); });
    CHECK(missing.code == "NOT_FOUND");
    CHECK(missing.category == tenon::category::query);
    CHECK(missing.purpose == "look up");
    CHECK(missing.sql == tenon::sql_text(by_name));
    CHECK(error_from([&] { (void)db(tenon::select<customer>()).one(); }).code == "NOT_UNIQUE");
    CHECK(error_from([&] { (void)db(all_names).scalar(); }).code == "NOT_UNIQUE");
    CHECK(error_from([&] {
              (void)db(tenon::select("name"_c).from<customer>().where("id"_c == 99)).scalar();
          }).code == "NOT_FOUND");
    CHECK_THROWS_AS(db(by_name, "name"_p = "Nobody").one(), tenon::query_error);
}

TEST_CASE_METHOD(filled, "a range keeps a temporary argument until it is read") {
    auto rows = db(tenon::select<customer>().where("email"_c == "email"_p || "name"_c == "name"_p),
                   "email"_p = std::string(long_email), "name"_p = std::string("Bob"));
    const std::vector<std::string> reuses_the_memory(8, "another text that no small string holds, really");
    CHECK(rows.one().id == 2);

    auto constant =
        db(tenon::select<customer>().where("email"_c != "email"_p), "email"_p = constant_string());
    CHECK(constant.all().size() == 3);

    auto optional = db(by_name, "name"_p = std::string("Ada"));
    for (const customer& one : std::move(optional).views()) CHECK(one.id == 1);
}

TEST_CASE_METHOD(filled, "a range refers to an argument that has a name") {
    std::string name = "Ada";
    auto rows = db(by_name, "name"_p = name);
    name = "Cleo";  // bound when it is read
    CHECK(rows.one().id == 3);
}

TEST_CASE_METHOD(filled, "a range keeps a temporary query with what it captured") {
    const auto emails = [](std::string unlike) {
        return tenon::select("email"_c)
            .from<customer>()
            .where("email"_c != std::move(unlike))
            .order_by("id"_c);
    };
    auto rows = db(emails("a text that is longer than what a string holds in itself"));
    std::vector<std::string> found;
    for (const auto& [email] : rows) found.push_back(email);
    CHECK(found == std::vector<std::string>{"ada@example.com", "bob@example.com", "cleo@example.com"});

    const auto kept = emails("bob@example.com");
    CHECK(db(kept).all().size() == 2);
    CHECK(db(emails("ada@example.com")).all().size() == 2);
    for (const auto& [email] : db(emails(std::string(100, 'x'))).views()) CHECK(email.size() > 10);
}

TEST_CASE_METHOD(filled, "views of texts and blobs are valid inside the loop") {
    std::string seen;
    for (const auto& [name, note] : db(tenon::select("c.name"_c, "o.note"_c)
                                           .from<customer, "c">()
                                           .left_join<order, "o">("c.id"_c == "o.customer_id"_c)
                                           .where("c.name"_c != "x"_p)
                                           .order_by("c.id"_c, "o.id"_c),
                                       "x"_p = std::string("a text that is longer than a small string"))
                                        .views()) {
        static_assert(std::is_same_v<std::remove_cvref_t<decltype(name)>, std::string_view>);
        static_assert(std::is_same_v<std::remove_cvref_t<decltype(note)>, std::optional<std::string_view>>);
        seen += name;
        seen += ':';
        seen += note.value_or("-");
        seen += ' ';
    }
    CHECK(seen == "Ada:first Ada:- Bob:gift Cleo:- ");
}

TEST_CASE_METHOD(filled, "what changes is done by the call, whether its rows are read or not") {
    {
        const auto unread = db(tenon::insert<customer>().returning("id"_c), "name"_p = "Dora",
                               "email"_p = "dora@example.com", "active"_p = true);
    }
    CHECK(count_customers() == 4);
    auto rows = db(tenon::delete_from<order>().where("total"_c < 60.0).returning("id"_c));
    CHECK(count_orders() == 1);
    CHECK(rows.all().size() == 2);
    tenon::database other(path);
    CHECK(other(tenon::select(tenon::count()).from<order>()).scalar() == 1);
}

TEST_CASE_METHOD(filled, "a change by key that returns its row is committed, however it is read") {
    tenon::database other(path);
    const auto total = [&] {
        return other(tenon::select("total"_c).from<order>().where("id"_c == 1)).scalar();
    };
    const auto raise = tenon::update<order>()
                           .set("total"_c = "total"_c + "by"_p)
                           .where("id"_c == "id"_p)
                           .returning("total"_c, "note"_c);
    CHECK(db(raise, "id"_p = 1, "by"_p = 1.0).one()["total"_c] == 100.5);
    CHECK(total() == 100.5);
    CHECK(get<0>(*db(raise, "id"_p = 1, "by"_p = 1.0).first()) == 101.5);
    CHECK(total() == 101.5);
    for (const auto& [now, note] : db(raise, "id"_p = 1, "by"_p = 1.0).views()) CHECK(note == "first");
    CHECK(total() == 102.5);
    CHECK(db(raise, "id"_p = 100, "by"_p = 1.0).all().empty());
}

TEST_CASE_METHOD(filled, "reading ends with the transaction") {
    const auto after = [&](auto end) {
        auto transaction = db.transaction();
        auto rows = db(tenon::select<customer>());
        auto at = rows.begin();
        CHECK((*at).name == "Ada");
        end(transaction);
        const auto error = error_from([&] { ++at; });
        CHECK(error.code == "SESSION_ENDED");
        CHECK(error.category == tenon::category::usage);
        CHECK(contains(error.sql, "customers"));
    };
    after([](auto& transaction) { transaction.commit(); });
    after([](auto& transaction) { transaction.rollback(); });
    after([](auto& transaction) { [[maybe_unused]] const auto ended = std::move(transaction); });

    auto transaction = db.transaction();
    auto unread = db(tenon::select<customer>());
    transaction.commit();
    CHECK(error_from([&] { (void)unread.all(); }).code == "SESSION_ENDED");
    CHECK(db(tenon::select<customer>()).all().size() == 3);
}

TEST_CASE_METHOD(filled, "a range outlives its connection, but can't be read") {
    auto short_lived = std::make_unique<tenon::database>(path);
    auto begun = (*short_lived)(tenon::select<customer>());
    auto at = begun.begin();
    auto unread = (*short_lived)(by_name, "name"_p = std::string("Ada"));
    short_lived.reset();
    CHECK(error_from([&] { ++at; }).code == "SESSION_ENDED");
    CHECK(error_from([&] { (void)unread.all(); }).code == "SESSION_ENDED");
}

TEST_CASE_METHOD(filled, "an error in a loop leaves nothing open") {
    struct stop {};
    const auto reading = [&] {
        for (const customer& one : db(tenon::select<customer>()))
            if (one.id == 2) throw stop();
    };
    CHECK_THROWS_AS(reading(), stop);
    CHECK_FALSE(db.connection().in_use());
    CHECK(db(tenon::delete_from<customer>()).rows == 3);
}
