// SPDX-License-Identifier: BSL-1.0
#include "shared_objects/shared_query.hpp"

#include <catch2/catch_test_macros.hpp>

namespace {

struct fixture {
    tenon::database db{":memory:"};

    fixture() {
        db.create<visit>();
        first_object::add(db, "Brno", 1);
        first_object::add(db, "Olomouc", 20);
        first_object::add(db, "Telč", 300);
    }
};

using ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE_METHOD(fixture, "two shared objects run their own queries on one connection") {
    for (std::int64_t i = 0; i < 3; ++i) {
        CHECK(first_object::place_of(db, 2) == "Olomouc");
        CHECK(second_object::guests_of(db, 2) == 20);
        CHECK(first_object::place_of(db, 3) == "Telč");
        CHECK(second_object::guests_of(db, 3) == 300);
    }
}

TEST_CASE_METHOD(fixture, "two shared objects and the program share an equal query") {
    const auto misses = [&] { return db.connection().cache().misses; };
    const auto before = misses();
    for (int i = 0; i < 3; ++i) {
        CHECK(first_object::shared_query(db, 10) == ids{2, 3});
        CHECK(second_object::shared_query(db, 100) == ids{3});
        CHECK(run_shared_query(db, 0) == ids{1, 2, 3});
    }
    CHECK(misses() == before + 1);
}

TEST_CASE_METHOD(fixture, "one object's query runs inside the other's loop") {
    CHECK(second_object::count_pairs(db, 0) == 6);
    CHECK(second_object::count_pairs(db, 10) == 2);
}

TEST_CASE_METHOD(fixture, "an exception of one object is caught by its type in another") {
    try {
        first_object::read_the_only_one(db);
        FAIL("no error was thrown");
    } catch (const tenon::query_error& error) {
        CHECK(error.details().code == "NOT_UNIQUE");
    }
}
