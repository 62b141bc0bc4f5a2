// SPDX-License-Identifier: BSL-1.0
#include <tenon/test_database.hpp>
#include <tenon/transfer.hpp>

#include "../sqlite/scratch.hpp"
#include "killing_vfs.hpp"
#include "processes.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace tenon::literals;

namespace {

struct letter {
    std::int64_t id = 0;
    std::string text{};
    double weight = 0;
    std::optional<bool> registered{};
    std::vector<std::byte> seal{};

    static constexpr auto table = tenon::table("letters", tenon::primary_key("id"));
    friend bool operator==(const letter&, const letter&) = default;
};
struct filed_letter {
    std::int64_t id = 0;
    std::string text{};
    double weight = 0;
    std::optional<bool> registered{};
    std::vector<std::byte> seal{};

    static constexpr auto table = tenon::table("filed_letters", tenon::primary_key("id"));
};
struct post : tenon::database_module<"post", letter> {
    static void initial_data(tenon::integrity_session<post>& session);
};
struct archive : tenon::database_module<"archive", filed_letter> {};

const std::vector<letter> letters{{1, std::string("a\0b", 3), 0.1, true, {std::byte{0}, std::byte{255}}},
                                  {2, "", -0.0, std::nullopt, {}},
                                  {3, "three", 1e300, false, {}}};

void post::initial_data(tenon::integrity_session<post>& session) {
    session(tenon::insert<letter>().with_key(), letters);
}

std::vector<letter> take(tenon::integrity_session<post>& session) {
    return session(tenon::delete_from<letter>().where("id"_c < 3).returning(tenon::all)).all();
}

void put(tenon::integrity_session<archive>& session, const std::vector<letter>& rows) {
    for (const letter& it : rows)
        session(tenon::insert<filed_letter>().with_key(),
                filed_letter{it.id, it.text, it.weight, it.registered, it.seal});
}

template <class Registry>
tenon::transferred file_letters(Registry& db) {
    return tenon::transfer<post, archive>(db, "file letters", "2026-11", take, put);
}

template <class Registry>
void check_moved(Registry& db) {
    auto source = db.template read_session<post>("look");
    const std::vector<letter> left = source(tenon::select<letter>()).all();
    CHECK(left == std::vector<letter>{letters[2]});
    auto target = db.template read_session<archive>("look");
    std::vector<letter> arrived;
    for (const filed_letter& it : target(tenon::select<filed_letter>()))
        arrived.push_back({it.id, it.text, it.weight, it.registered, it.seal});
    CHECK(arrived == std::vector<letter>{letters[0], letters[1]});
}

template <class Registry>
std::int64_t under_way(Registry& db) {
    auto session = db.session("post", "look");
    auto& on = session.connection();
    auto found =
        on.lease(query("SELECT (SELECT count(*) FROM tenon_outbox) + (SELECT count(*) FROM "
                       "tenon_outbox_rows)"));
    return found.step() ? found.reader().integer(0) : -1;
}

}  // namespace

TEST_CASE("rows move once per key, exactly as they are stored") {
    tenon::test_database<post, archive> db;
    const tenon::transferred first = file_letters(db);
    CHECK(first.rows == 2);
    CHECK_FALSE(first.before);
    check_moved(db);
    CHECK(under_way(db) == 0);
    const tenon::transferred again = file_letters(db);
    CHECK(again.rows == 2);
    CHECK(again.before);
    check_moved(db);
}

TEST_CASE("of those who move the same at once one has moved it") {
    tenon::test_database<post, archive> db;
    std::atomic<int> moved = 0;
    std::atomic<int> found = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            const tenon::transferred it = file_letters(db);
            if (it.rows == 2) ++(it.before ? found : moved);
        });
    for (std::thread& each : threads) each.join();
    CHECK(moved == 1);
    CHECK(found == 3);
    check_moved(db);
    CHECK(under_way(db) == 0);
}

TEST_CASE("a transfer that can't be put is under way until it can") {
    tenon::test_database<post, archive> db;
    CHECK_THROWS_AS(
        (tenon::transfer<post, archive>(db, "file letters", "2026-11", take,
                                        [](auto&, const auto&) { throw std::logic_error("no"); })),
        std::logic_error);
    CHECK(under_way(db) == 3);
    {
        auto session = db.read_session<post>("look");
        CHECK(session(tenon::select<letter>()).all().size() == 1);
    }
    const auto never = [](auto&) -> std::vector<letter> { throw std::logic_error("taken twice"); };
    CHECK(tenon::transfer<post, archive>(db, "file letters", "2026-11", never, put).rows == 2);
    check_moved(db);
    CHECK(under_way(db) == 0);
}

TEST_CASE("what fails while taking leaves everything as it was") {
    tenon::test_database<post, archive> db;
    const auto half = [](auto& session) -> std::vector<letter> {
        take(session);
        throw std::logic_error("no");
    };
    CHECK_THROWS_AS((tenon::transfer<post, archive>(db, "file letters", "2026-11", half, put)),
                    std::logic_error);
    file_letters(db);
    check_moved(db);
}

TEST_CASE("a transfer goes on only with rows of the same struct") {
    struct slip {
        std::int64_t id = 0;
    };
    tenon::test_database<post, archive> db;
    CHECK_THROWS((tenon::transfer<post, archive>(db, "file letters", "2026-11", take,
                                                 [](auto&, const auto&) { throw std::logic_error("no"); })));
    const auto error = error_from([&] {
        tenon::transfer<post, archive>(
            db, "file slips", "2026-11", [](auto&) { return std::vector<slip>(); },
            [](auto&, const auto&) {});
    });
    CHECK(error.code == "TRANSFER_CHANGED");
    CHECK(error.purpose == "file slips");
    CHECK(contains(error.message, "letter"));
}

TEST_CASE("a transfer that is killed at any write goes on where it was") {
    bool killed = true;
    int writes = 0;
    for (; killed && writes < 500; ++writes) {
        const scratch dir;
        tenon::settings how;
        how.directory = dir / "data";
        tenon::registry<post, archive>(how).start();
        const int status = run_in_child([&] {
            tenon::registry<post, archive> db(how);
            db.start();
            const killing_vfs vfs(writes);
            db.start();  // on files that are watched
            file_letters(db);
            db.stop();  // while they are
        });
        killed = was_killed(status);
        if (!killed) CHECK(status == 0);
        tenon::registry<post, archive> db(how);
        db.start();
        CHECK(file_letters(db).rows == 2);
        check_moved(db);
        CHECK(under_way(db) == 0);
    }
    CHECK_FALSE(killed);
    CHECK(writes > 10);
}
