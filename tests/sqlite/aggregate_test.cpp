// SPDX-License-Identifier: BSL-1.0
#include <tenon/sqlite/aggregate.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/types/types.hpp>

#include "scratch.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sqlite = tenon::sqlite;

namespace {

int alive = 0;

class median {
public:
    median() { ++alive; }
    median(const median&) = delete;
    median& operator=(const median&) = delete;
    ~median() { --alive; }

    void step(double value) {
        if (value < 0) throw std::domain_error("negative");
        values_.push_back(value);
    }
    std::optional<double> result() const {
        if (values_.empty()) return std::nullopt;
        auto sorted = values_;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }

private:
    std::vector<double> values_;
};

struct joined {
    std::string all{};

    void step(std::string_view text, std::optional<std::string_view> separator) {
        if (!all.empty()) all += separator.value_or("/");
        all += text;
    }
    std::string result() const {
        if (all == "fail") throw std::runtime_error("failed at its end");
        return all;
    }
};

struct running_sum {
    std::int64_t sum = 0;
    std::int64_t rows = 0;

    void step(std::int64_t value) { sum += value, ++rows; }
    void inverse(std::int64_t value) { sum -= value, --rows; }
    std::int64_t value() const { return sum; }
    std::int64_t result() const { return sum; }
};

std::string text_of(sqlite::connection& db, std::string_view sql) {
    auto rows = db.lease(query(sql));
    std::string all;
    while (rows.step()) {
        if (!all.empty()) all += ' ';
        all += rows.reader().text(0);
    }
    return all;
}

}  // namespace

TEST_CASE("an aggregate of the program has an object for each group") {
    {
        sqlite::connection db(":memory:");
        db.add_aggregate<median>("median");
        db.execute(
            "CREATE TABLE t (g, v); INSERT INTO t VALUES ('a', 1), ('b', 5), ('a', 9), ('a', 2.5),"
            "('b', NULL), ('c', NULL)");
        CHECK(text_of(db, "SELECT g || quote(median(v)) FROM t GROUP BY g ORDER BY g") == "a2.5 b5.0 cNULL");
        CHECK(text_of(db, "SELECT quote(median(v)) FROM t WHERE g = 'none'") == "NULL");
        CHECK(text_of(db, "SELECT quote(median(v) FILTER (WHERE v > 2)) FROM t") == "5.0");
    }
    CHECK(alive == 0);
}

TEST_CASE("an optional parameter of an aggregate receives NULL, others leave the row out") {
    sqlite::connection db(":memory:");
    db.add_aggregate<joined>("joined");
    CHECK(text_of(db,
                  "SELECT joined(column1, column2) FROM (VALUES ('a', '-'), ('b', '-'), (NULL, '-'),"
                  "('c', NULL))") == "a-b/c");
}

TEST_CASE("an aggregate that fails leaves nothing behind") {
    {
        sqlite::connection db(":memory:");
        db.add_aggregate<median>("median");
        db.add_aggregate<joined>("joined");
        const auto error = error_from([&] {
            (void)text_of(db, "SELECT median(column1) FROM (VALUES (1), (-1), (2)) GROUP BY column1 > 5");
        });
        CHECK(error.code == "FUNCTION_FAILED");
        CHECK(error.message == "function `median` failed: negative");
        CHECK(alive == 0);
        CHECK(error_from([&] { (void)text_of(db, "SELECT joined('fail', NULL)"); }).message ==
              "function `joined` failed: failed at its end");
        CHECK(error_from([&] { (void)text_of(db, "SELECT median('x')"); }).code == "FUNCTION_FAILED");
        // A statement that is left early ends its groups, too.
        auto rows = db.lease(query("SELECT median(column1) FROM (VALUES (1), (2), (3)) GROUP BY column1"));
        CHECK(rows.step());
    }
    CHECK(alive == 0);
}

TEST_CASE("an aggregate with an inverse follows the frame of a window") {
    sqlite::connection db(":memory:");
    db.add_aggregate<running_sum>("running_sum");
    constexpr std::string_view moving =
        "SELECT CAST(running_sum(column1) OVER (ORDER BY column1 ROWS 1 PRECEDING) AS TEXT)"
        "FROM (VALUES (1), (2), (3), (NULL), (10))";
    CHECK(text_of(db, moving) == "0 1 3 5 13");
    CHECK(text_of(db, "SELECT CAST(running_sum(column1) AS TEXT) FROM (VALUES (1), (2))") == "3");
    CHECK(text_of(db,
                  "SELECT CAST(running_sum(column1) OVER (PARTITION BY column1 % 2) AS TEXT)"
                  "FROM (VALUES (1), (2), (3))") == "2 4 4");
    CHECK(text_of(db,
                  "SELECT CAST(running_sum(column1) OVER (ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS TEXT)"
                  "FROM (VALUES (1), (2), (3), (4))") == "0 1 3 5");
}

TEST_CASE("an aggregate without an inverse is no window function") {
    sqlite::connection db(":memory:");
    db.add_aggregate<median>("median");
    CHECK(contains(error_from([&] { (void)text_of(db, "SELECT median(1) OVER ()"); }).message, "window"));
    CHECK(error_from([&] { db.add_aggregate<median>("median"); }).code == "MISUSE");
    CHECK(error_from([&] { db.add_aggregate<median>("sum"); }).code == "MISUSE");
}
