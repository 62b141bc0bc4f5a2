// SPDX-License-Identifier: BSL-1.0
#include "semantic_core/compare.hpp"

#include <tenon/tenon.hpp>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

using namespace semantic_core;

namespace {

// Each is like its neighbours: they share nine, eight, … of their ten shingles.
std::vector<comparable> make_documents(std::size_t count) {
    std::vector<comparable> documents;
    for (std::size_t i = 0; i < count; ++i) {
        comparable one{hash_of(std::to_string(i)), {}};
        for (std::uint64_t k = 0; k < 10; ++k) one.shingles.push_back(i + k);
        documents.push_back(one);
    }
    std::sort(documents.begin(), documents.end(),
              [](const comparable& a, const comparable& b) { return a.hash < b.hash; });
    return documents;
}

std::vector<document> as_registered(const std::vector<comparable>& documents) {
    std::vector<document> registered;
    for (const comparable& one : documents)
        registered.push_back({.hash = one.hash, .path = "here", .bytes = 1, .words = 12});
    return registered;
}

databases open(const std::string& directory) {
    tenon::settings where;
    where.directory = directory;
    return databases(where);
}

std::vector<similar_pair> stored_pairs(databases& db) {
    auto session = db.read_session<similarity>("test");
    return session(tenon::select<similar_pair>().order_by("first"_c, "second"_c)).all();
}

bool equal(const std::vector<similar_pair>& left, const std::vector<similar_pair>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const auto& a, const auto& b) {
        return a.first == b.first && a.second == b.second && !(a.score < b.score) && !(b.score < a.score);
    });
}

const auto quietly = [](std::size_t) {};

}  // namespace

TEST_CASE("all cores together do each piece of work once") {
    std::vector<std::atomic<int>> times(1000);
    on_all_cores(times.size(), [&](std::size_t i) { ++times[i]; });
    CHECK(std::all_of(times.begin(), times.end(), [](const std::atomic<int>& n) { return n == 1; }));
    on_all_cores(0, [](std::size_t) { FAIL(); });
}

TEST_CASE("documents are registered once") {
    databases db = open("registered");
    db.start();
    const std::vector<document> documents = as_registered(make_documents(5));
    auto session = db.integrity_session<document_registry>("test");
    CHECK(register_documents(session, {documents.begin(), documents.begin() + 3}) == 3);
    CHECK(register_documents(session, documents) == 2);
    CHECK(register_documents(session, documents) == 0);
}

TEST_CASE("all pairs are compared, the similar ones stored, and none a second time") {
    const std::vector<comparable> documents = make_documents(200);
    databases db = open("compared");
    db.start();
    const comparison_result first = compare_all(db, documents, quietly);
    CHECK(first.pairs == 19'900);
    CHECK(first.compared == 19'900);
    // A distance of d shares 10 - d of 10 + d shingles: at least a tenth up to a distance of 8.
    CHECK(first.stored == 8 * 200 - (1 + 2 + 3 + 4 + 5 + 6 + 7 + 8));
    CHECK(std::ssize(stored_pairs(db)) == first.stored);

    const comparison_result second = compare_all(db, documents, quietly);
    CHECK(second.compared == 0);
    CHECK(second.stored == 0);
}

TEST_CASE("an interrupted run goes on where it was and ends with the same pairs") {
    const std::vector<comparable> documents = make_documents(200);
    databases undisturbed = open("undisturbed");
    undisturbed.start();
    compare_all(undisturbed, documents, quietly);

    databases db = open("interrupted");
    db.start();
    std::size_t before = 0;
    const auto stop_after_one_batch = [&](std::size_t done) {
        if (done > 0) before = done, throw std::runtime_error("interrupted");
    };
    CHECK_THROWS_AS(compare_all(db, documents, stop_after_one_batch), std::runtime_error);
    CHECK(before >= pairs_of_batch);
    CHECK(before < 19'900);

    std::vector<std::size_t> shown;
    const comparison_result rest =
        compare_all(db, documents, [&](std::size_t done) { shown.push_back(done); });
    CHECK(rest.compared == 19'900 - before);
    CHECK(shown.front() == before);
    CHECK(shown.back() == 19'900);
    CHECK(equal(stored_pairs(db), stored_pairs(undisturbed)));
}

TEST_CASE("another set of documents is another run, which finds the pairs between old and new ones") {
    const std::vector<comparable> documents = make_documents(60);
    std::vector<comparable> some;
    for (std::size_t i = 0; i < documents.size(); i += 2) some.push_back(documents[i]);
    databases whole = open("whole");
    whole.start();
    compare_all(whole, documents, quietly);

    databases grown = open("grown");
    grown.start();
    compare_all(grown, some, quietly);
    CHECK(compare_all(grown, documents, quietly).compared == 60 * 59 / 2);
    CHECK(equal(stored_pairs(grown), stored_pairs(whole)));
}
