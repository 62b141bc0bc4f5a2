// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/database.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

using namespace tenon::literals;

namespace {

struct note {
    std::int64_t id = 0;
    std::string words{};

    static constexpr auto table = tenon::table("notes", tenon::primary_key("id"), tenon::unique("words"));
};

constexpr auto add = tenon::insert<note>();
constexpr auto count_notes = tenon::select(tenon::count()).from<note>();

static_assert(std::is_nothrow_move_constructible_v<tenon::database>);
static_assert(!std::is_copy_constructible_v<tenon::database>);

struct fixture {
    scratch dir;
    std::string path = dir / "notes.db";
    tenon::database db{path};

    fixture() { db.create<note>(); }
    std::int64_t count() { return db(count_notes).scalar(); }
};

}  // namespace

TEST_CASE_METHOD(fixture, "outside a transaction each statement stands at once") {
    db(add, "words"_p = "one");
    tenon::database other(path);
    CHECK(other(count_notes).scalar() == 1);
    CHECK_FALSE(db.connection().in_transaction());
}

TEST_CASE_METHOD(fixture, "a transaction that is not committed leaves nothing") {
    {
        const auto transaction = db.transaction();
        db(add, "words"_p = "lost");
        CHECK(count() == 1);
    }
    CHECK(count() == 0);
    const auto fails = [&] {
        auto transaction = db.transaction();
        db(add, "words"_p = "lost");
        db(add, "words"_p = "lost");
        transaction.commit();
    };
    CHECK_THROWS_AS(fails(), tenon::constraint_error);
    CHECK(count() == 0);
    auto transaction = db.transaction();
    db(add, "words"_p = "kept");
    transaction.commit();
    CHECK(count() == 1);
}

TEST_CASE_METHOD(fixture, "others see a transaction's work after its commit only") {
    tenon::database other(path);
    auto transaction = db.transaction();
    db(add, "words"_p = "one");
    CHECK(other(count_notes).scalar() == 0);
    transaction.commit();
    CHECK(other(count_notes).scalar() == 1);
}

TEST_CASE_METHOD(fixture, "parts of a transaction nest, and each is taken back alone") {
    auto transaction = db.transaction();
    db(add, "words"_p = "outer");
    {
        auto kept = db.savepoint();
        db(add, "words"_p = "kept");
        {
            const auto lost = db.savepoint();
            db(add, "words"_p = "lost");
            CHECK(count() == 3);
        }
        CHECK(count() == 2);
        try {
            auto failing = db.savepoint();
            db(add, "words"_p = "lost too");
            db(add, "words"_p = "outer");
        } catch (const tenon::constraint_error& error) {
            CHECK(error.details().code == "UNIQUE_VIOLATION");
        }
        CHECK(count() == 2);
        kept.release();
    }
    transaction.commit();
    std::vector<std::string> words;
    for (const auto& [text] : db(tenon::select("words"_c).from<note>().order_by("id"_c)))
        words.push_back(text);
    CHECK(words == std::vector<std::string>{"outer", "kept"});
}

TEST_CASE_METHOD(fixture, "a savepoint needs a transaction, and a transaction none") {
    CHECK(error_from([&] { (void)db.savepoint(); }).code == "MISUSE");
    const auto transaction = db.transaction();
    CHECK(error_from([&] { (void)db.transaction(); }).code == "MISUSE");
}

TEST_CASE_METHOD(fixture, "a connection moves while rows are read, also to another thread") {
    db(add, std::vector<note>{{0, "a"}, {0, "b"}, {0, "c"}});
    auto rows = db(tenon::select<note>());
    auto at = rows.begin();
    tenon::database moved(std::move(db));
    ++at;
    CHECK((*at).words == "b");
    std::int64_t seen = 0;
    std::thread([&] {
        ++at;
        seen = (*at).id + moved(count_notes).scalar();
    }).join();
    CHECK(seen == 6);
}

TEST_CASE_METHOD(fixture, "a file that only may be read") {
    db(add, "words"_p = "one");
    tenon::database reader(path, {.access = tenon::sqlite::access_mode::read_only});
    CHECK(reader(count_notes).scalar() == 1);
    CHECK(error_from([&] { reader(add, "words"_p = "two"); }).code == "READ_ONLY");
}

TEST_CASE("a database in memory is one of its own") {
    tenon::database one(":memory:");
    tenon::database other(":memory:");
    one.create<note>();
    other.create<note>();
    one(add, "words"_p = "here");
    CHECK(other(count_notes).scalar() == 0);
}

TEST_CASE("a table that was never created is an error that names it") {
    tenon::database db(":memory:");
    const auto error = error_from([&] { (void)db(count_notes).scalar(); });
    CHECK(error.code == "NO_SUCH_TABLE");
    CHECK(contains(error.message, "notes"));
    CHECK(contains(error.sql, "COUNT"));
}
