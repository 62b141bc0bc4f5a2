// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/transaction.hpp>

#include <catch2/catch_test_macros.hpp>

namespace sqlite = tenon::sqlite;

TEST_CASE("transactions neither look for their statements in the cache nor keep a place there") {
    sqlite::connection_options how;
    how.cache_capacity = 1;
    sqlite::connection db(":memory:", how);
    for (int i = 0; i < 3; ++i) {
        sqlite::transaction transaction(db);
        transaction.commit();
        const sqlite::transaction dropped(db, sqlite::transaction_kind::deferred);
    }
    CHECK(db.cache_size() == 0);
    CHECK(db.cache().hits == 0);
    CHECK(db.cache().misses == 0);
}

TEST_CASE("statements of transactions do not keep a database open") {
    sqlite::connection db(":memory:");
    sqlite::transaction(db).commit();
    CHECK(sqlite3_next_stmt(db.handle(), nullptr) != nullptr);
    sqlite3* const handle = db.handle();
    {
        const sqlite::connection closed(std::move(db));
    }
    static_cast<void>(handle);  // closed at once: the sanitizers see that nothing is left
}
