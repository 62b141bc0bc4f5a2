// SPDX-License-Identifier: BSL-1.0
#include <tenon/core.hpp>
#include <tenon/dynamic.hpp>
#include <tenon/statement/run_dynamic.hpp>

#include "shop.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace shop;
using namespace std::string_literals;

namespace {

enum class level : int { low = 1, middle = 2, high = 3 };

struct entry {
    std::int64_t id = 0;
    std::string label{};
    std::optional<std::string> hint{};
    double weight = 0;
    level grade = level::low;
    bool done = false;
    tenon::timestamp at{};
    std::vector<std::byte> data{};

    static constexpr auto table = tenon::table("entries", tenon::primary_key("id"), tenon::index("label"));
};

struct tag {
    std::int64_t entry_id = 0;
    std::string word{};

    static constexpr auto table = tenon::table("tags", tenon::primary_key("entry_id", "word"));
};

constexpr tenon::timestamp hour(int n) { return tenon::timestamp(std::chrono::hours(n)); }

using numbers = std::vector<std::int64_t>;

struct entries {
    scratch dir;
    std::string path = dir / "entries.db";
    tenon::database db{path};
    sqlite3* plain_db = nullptr;

    entries() {
        db.create<entry, tag>();
        std::vector<entry> all;
        for (int i = 1; i <= 40; ++i)
            all.push_back({0, "label " + std::to_string(i % 7),
                           i % 3 == 0 ? std::nullopt : std::optional("hint "s + std::to_string(i % 5)),
                           i * 0.5, static_cast<level>(1 + i % 3), i % 2 == 0, hour(i % 11),
                           std::vector<std::byte>(static_cast<std::size_t>(i % 4), std::byte{9})});
        all[4].label = "a\0b"s;
        db(tenon::insert<entry>(), all);
        std::vector<tag> tags;
        for (int i = 1; i <= 40; ++i) {
            if (i % 4 == 0) tags.push_back({i, "four"});
            if (i % 6 == 0) tags.push_back({i, "six"});
        }
        db(tenon::insert<tag>(), tags);
        REQUIRE(sqlite3_open(path.c_str(), &plain_db) == SQLITE_OK);
    }
    ~entries() { sqlite3_close(plain_db); }

    /// The first column of SQL that is run without the library.
    numbers plain(const std::string& sql) const {
        sqlite3_stmt* statement = nullptr;
        INFO(sql);
        REQUIRE(sqlite3_prepare_v2(plain_db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        numbers found;
        while (sqlite3_step(statement) == SQLITE_ROW) found.push_back(sqlite3_column_int64(statement, 0));
        REQUIRE(sqlite3_finalize(statement) == SQLITE_OK);
        return found;
    }

    template <class Query, class... Arguments>
    numbers found(const Query& query, Arguments&&... arguments) {
        numbers result;
        for (const auto& row : db(query, std::forward<Arguments>(arguments)...))
            result.push_back(get<0>(row));
        return result;
    }

    std::uint64_t prepared() { return db.connection().cache().misses; }
};

constexpr auto by_id = tenon::select("id"_c).from<entry>();

}  // namespace

TEST_CASE_METHOD(entries, "a SELECT composed at run time finds what its SQL finds") {
    auto search = tenon::dynamic(by_id);
    CHECK(found(search) == plain("SELECT id FROM entries"));
    search.where("weight"_c > 4);
    search.where("label"_c.like("label%") || "hint"_c.is_null());
    search.where_any([](auto& any) {
        any.add("grade"_c == level::high);
        any.add("done"_c && "weight"_c < 15);
    });
    search.order_by("weight"_c.desc());
    search.limit(5, 2);
    CHECK(found(search) ==
          plain("SELECT id FROM entries WHERE weight > 4 AND (label LIKE 'label%' OR hint IS NULL) "
                "AND (grade = 3 OR (done AND weight < 15)) ORDER BY weight DESC LIMIT 5 OFFSET 2"));
    search.where_any([](auto&) {});
    CHECK(found(search).empty());
}

TEST_CASE_METHOD(entries,
                 "the query's own parameters keep their values wherever parts are put between them") {
    // Before, between and behind: results, WHERE, HAVING, LIMIT; named and captured in turn; `n` three times.
    auto search = tenon::dynamic(
        tenon::select("grade"_c, (tenon::count() + "n"_p).as<"more">(), tenon::max("weight"_c * 2.0))
            .from<entry>()
            .where("id"_c > "n"_p && "weight"_c < 19)
            .group_by("grade"_c)
            .having(tenon::count() > "n"_p && tenon::sum("weight"_c) > "sum"_p && tenon::count() < 100)
            .limit("rows"_p)
            .offset(0));
    const auto totals = [&] {
        numbers result;
        for (const auto& row : db(search, "sum"_p = 10.0, "rows"_p = 2, "n"_p = 2)) {
            result.push_back(static_cast<std::int64_t>(get<0>(row)));
            result.push_back(row["more"_c]);
        }
        return result;
    };
    const auto expected = [&](const std::string& conditions, const std::string& order) {
        const std::string rest = " FROM entries WHERE id > 2 AND weight < 19 " + conditions +
                                 " GROUP BY grade HAVING count(*) > 2 AND sum(weight) > 10 " + order +
                                 " LIMIT 2";
        const numbers grades = plain("SELECT grade" + rest), counts = plain("SELECT count(*) + 2" + rest);
        numbers both;
        for (std::size_t i = 0; i < grades.size(); ++i) both.insert(both.end(), {grades[i], counts[i]});
        return both;
    };
    CHECK(totals() == expected("", ""));
    search.where("label"_c != "label 3" && "weight"_c > 2.5);
    CHECK(totals() == expected("AND label <> 'label 3' AND weight > 2.5", ""));
    search.order_by(tenon::max("weight"_c) * -1.0, "grade"_c);
    CHECK(totals() == expected("AND label <> 'label 3' AND weight > 2.5", "ORDER BY -max(weight), grade"));
    search.where("id"_c.in(std::vector{5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
    CHECK(totals() == expected("AND label <> 'label 3' AND weight > 2.5 AND id BETWEEN 5 AND 15",
                               "ORDER BY -max(weight), grade"));
}

TEST_CASE_METHOD(entries, "values of all kinds are bound") {
    const auto only = [&](const auto& condition) {
        auto search = tenon::dynamic(by_id);
        search.where(condition).order_by("id"_c);
        return found(search);
    };
    const auto where = [&](const std::string& condition) {
        return plain("SELECT id FROM entries WHERE " + condition + " ORDER BY id");
    };
    CHECK(only("label"_c == "a\0b"s) == numbers{5});
    CHECK(only("label"_c == "it's"s).empty());
    CHECK(only("label"_c == std::string_view("label 1")) == where("label = 'label 1'"));
    CHECK(only("data"_c == std::vector{std::byte{9}, std::byte{9}}) == where("data = x'0909'"));
    CHECK(only("data"_c == std::vector<std::byte>()) == where("data = x''"));
    CHECK(only("hint"_c.is_not_distinct_from(std::optional<std::string>())) == where("hint IS NULL"));
    CHECK(only("hint"_c.is_not_distinct_from(std::optional("hint 2"s))) == where("hint = 'hint 2'"));
    CHECK(only("at"_c < hour(2)) == where("at < '1970-01-01 02:00'"));
    CHECK(only("done"_c == true) == where("done"));
    CHECK(only("label"_c.in(std::vector{"label 1"s, "a\0b"s})) == where("label = 'label 1' OR id = 5"));
    CHECK(only("grade"_c.in(std::vector{level::low, level::high})) == where("grade <> 2"));
    CHECK(only("at"_c.in(std::vector{hour(1), hour(3)})) == where("id % 11 IN (1, 3)"));
    CHECK(only("weight"_c.in(std::set{0.5, 1.5})) == numbers{1, 3});
    CHECK(only("data"_c.in(std::vector{std::vector{std::byte{9}}})) == where("data = x'09'"));
    CHECK(only("id"_c.in(std::vector<std::int64_t>())).empty());
    CHECK(only("id"_c.not_in(std::vector<std::int64_t>())).size() == 40);
}

TEST_CASE_METHOD(entries, "conditions may hold queries, beside conditions of one table's bare columns") {
    auto search = tenon::dynamic(by_id);
    search.where("weight"_c > 3.0);
    search.where("id"_c.in(tenon::select("entry_id"_c)
                               .limit(6)
                               .from<tag>()
                               .order_by("entry_id"_c.desc())
                               .where("word"_c == "four")));
    search.where(!tenon::exists(tenon::select(tenon::constant<1>)
                                    .from<tag, "t">()
                                    .where("t.entry_id"_c == "entries.id"_c && "t.word"_c == "six"s)));
    search.where("done"_c);
    search.order_by("id"_c);
    CHECK(found(search) == plain("SELECT id FROM entries WHERE weight > 3 AND id IN (SELECT entry_id FROM "
                                 "tags WHERE word = 'four' ORDER BY entry_id "
                                 "DESC LIMIT 6) AND id NOT IN (SELECT entry_id FROM tags WHERE word = 'six') "
                                 "AND done ORDER BY id"));
    auto alternatives = tenon::dynamic(by_id.where("id"_c > "least"_p));
    alternatives.where_any([](auto& any) {
        any.add("label"_c == "label 1");
        any.add(
            "weight"_c >
            tenon::select(tenon::avg("weight"_c)).from<entry, "all">().where("all.grade"_c == level::low));
    });
    alternatives.order_by("id"_c);
    CHECK(found(alternatives, "least"_p = 3) ==
          plain("SELECT id FROM entries WHERE id > 3 AND (label = 'label 1' OR weight > (SELECT avg(weight) "
                "FROM entries WHERE grade = 1)) ORDER BY id"));
}

TEST_CASE_METHOD(entries, "queries with joins, WITH and pages are added to") {
    auto joined =
        tenon::dynamic(tenon::select("e.id"_c, "t.word"_c)
                           .from<entry, "e">()
                           .left_join<tag, "t">("t.entry_id"_c == "e.id"_c && "t.word"_c != "not"_p));
    joined.where("t.word"_c.is_null() || "t.word"_c == "four").where("e.weight"_c < 8).order_by("e.id"_c);
    CHECK(found(joined, "not"_p = "six") ==
          plain("SELECT e.id FROM entries e LEFT JOIN tags t ON t.entry_id = e.id AND t.word <> 'six' WHERE "
                "e.weight < 8 ORDER BY e.id"));

    auto named = tenon::dynamic(
        tenon::with<"big">(tenon::select("id"_c, "weight"_c).from<entry>().where("weight"_c > "least"_p))
            .select("id"_c)
            .from<"big">()
            .limit("n"_p));
    named.where("weight"_c < 18).order_by("weight"_c.desc());
    CHECK(found(named, "n"_p = 3, "least"_p = 10) ==
          plain("SELECT id FROM entries WHERE weight > 10 AND weight < 18 ORDER BY weight DESC LIMIT 3"));

    auto page = tenon::dynamic(tenon::select("id"_c)
                                   .from<entry>()
                                   .order_by("at"_c.desc(), "id"_c)
                                   .page_after("at"_p, "id"_p)
                                   .limit("n"_p));
    page.where("done"_c).where("weight"_c > 2);
    CHECK(found(page, "at"_p = hour(8), "n"_p = 4, "id"_p = 8) ==
          plain("SELECT id FROM entries WHERE done AND weight > 2 AND (id % 11 < 8 OR (id % 11 = 8 AND id > "
                "8)) ORDER BY id % 11 DESC, id LIMIT 4"));
}

TEST_CASE_METHOD(entries, "rows outlive the query, and what was put into it") {
    const auto make = [&] {
        std::string label = "label 1 and more than fits into a short string";
        std::vector<std::string> labels{"label 2"s, label};
        auto search = tenon::dynamic(
            tenon::select("id"_c, "label"_c).from<entry>().where("label"_c != std::string(60, 'x')));
        search.where("label"_c != label && "label"_c.in(labels)).order_by("id"_c);
        label.assign(100, '?');
        labels.clear();
        return db(search);
    };
    auto rows = make();
    numbers ids;
    for (const auto& row : rows) {
        ids.push_back(row["id"_c]);
        CHECK(row["label"_c] == "label 2");
    }
    CHECK(ids == plain("SELECT id FROM entries WHERE label = 'label 2' ORDER BY id"));
    CHECK(db(tenon::dynamic(by_id).where("id"_c == 7)).scalar() == 7);

    // Moved from: what was run keeps its values.
    auto search = tenon::dynamic(by_id.where("id"_c > "least"_p));
    search.where("label"_c == std::string(50, 'y') || "id"_c < 6);
    auto running = db(search, "least"_p = 3);
    const auto moved = std::move(search);
    CHECK(running.all().size() == 2);
    CHECK(found(moved, "least"_p = 2).size() == 3);
}

TEST_CASE_METHOD(entries, "its rows are read as those of every query") {
    struct shown {
        std::string label;
        std::int64_t id;
    };
    auto search = tenon::dynamic(tenon::select("id"_c, "label"_c).from<entry>().where("id"_c < "end"_p));
    search.where("label"_c != "label 3"s + std::string(30, ' ')).order_by("id"_c.desc());
    std::size_t letters = 0;
    for (auto [id, label] : db(search, "end"_p = 4).views()) {
        static_assert(std::is_same_v<decltype(label), std::string_view>);
        letters += label.size();
    }
    CHECK(letters == 21);
    const auto all = db(search, "end"_p = 4).as<shown>().all();
    REQUIRE(all.size() == 3);
    CHECK(all[0].id == 3);
    CHECK(all[2].label == "label 1");
    CHECK(db(search, "end"_p = 4).first()->operator[]("id"_c) == 3);
    CHECK(error_from([&] { (void)db(search, "end"_p = 4).one(); }).code == "NOT_UNIQUE");

    auto whole = tenon::dynamic(tenon::select<entry>());
    whole.where("id"_c == 5);
    const entry fifth = db(whole).one();
    CHECK(fifth.label == "a\0b"s);
    CHECK(fifth.at == hour(5));
    whole.limit(0);
    CHECK(error_from([&] { (void)db(whole).one(); }).code == "NOT_FOUND");
}

TEST_CASE_METHOD(entries, "arguments are kept or referred to as for every query") {
    auto search = tenon::dynamic(by_id.where("label"_c == "label"_p));
    search.where("weight"_c < 10);
    std::string label(50, '?');
    auto refers = db(search, "label"_p = label);
    label = "label 1";
    CHECK(refers.all().size() ==
          plain("SELECT id FROM entries WHERE label = 'label 1' AND weight < 10").size());
    auto keeps = db(search, "label"_p = std::move(label));
    label = "label 2";
    CHECK(keeps.all().size() ==
          plain("SELECT id FROM entries WHERE label = 'label 1' AND weight < 10").size());
    auto listed = tenon::dynamic(by_id.where("id"_c.in("ids"_p)));
    listed.where("id"_c != 2).order_by("id"_c);
    CHECK(found(listed, "ids"_p = std::vector<std::int64_t>{3, 2, 1}) == numbers{1, 3});
}

TEST_CASE_METHOD(entries, "the same combination of parts is prepared once, whatever its values") {
    const auto run = [&](int least, bool done, int rows) {
        auto search = tenon::dynamic(by_id);
        search.where("weight"_c > least).where_if(done, [] { return "done"_c; }).limit(rows);
        return found(search).size();
    };
    const auto before = prepared();
    run(1, true, 5);
    CHECK(prepared() == before + 1);
    for (int i = 0; i < 5; ++i) run(i, true, i + 1);
    CHECK(prepared() == before + 1);
    run(1, false, 5);
    CHECK(prepared() == before + 2);
    run(2, true, 9);
    CHECK(prepared() == before + 2);
}

TEST_CASE_METHOD(entries, "statements that are composed push the least recently used out of the cache") {
    for (int n = 1; n <= 140; ++n) {
        auto search = tenon::dynamic(by_id);
        search.where_any([n](auto& any) {
            for (int i = 0; i < n; ++i) any.add("id"_c == i + 1);
        });
        CHECK(found(search).size() == static_cast<std::size_t>(n < 40 ? n : 40));
    }
    const auto& counts = db.connection().cache();
    CHECK(counts.misses - counts.evictions == 128);
}

TEST_CASE_METHOD(entries, "errors show the composed text") {
    auto search = tenon::dynamic(by_id);
    search.where_any([](auto& any) {
        for (int i = 0; i < 1200; ++i) any.add("id"_c == i);
    });
    const auto error = error_from([&] { (void)db(search).all(); });
    CHECK(error.code == "QUERY_FAILED");  // deeper than SQLite takes
    auto gone = tenon::dynamic(tenon::select("id"_c).from<order>());
    gone.where("total"_c > 1.0);
    const auto missing = error_from([&] { (void)db(gone).all(); });
    CHECK(missing.code == "NO_SUCH_TABLE");
    CHECK(missing.sql == R"(SELECT "id" FROM "orders" WHERE TRUE AND ("total" > ?1))");
}

TEST_CASE_METHOD(entries, "every subset of conditions finds what its SQL finds") {
    std::uint32_t state = 12345;
    const auto random = [&state](std::uint32_t below) {
        state = state * 1664525u + 1013904223u;
        return (state >> 16) % below;
    };
    for (int round = 0; round < 300; ++round) {
        auto search = tenon::dynamic(by_id.where("id"_c >= "first"_p && "weight"_c != 2).limit("rows"_p));
        std::string sql = "SELECT id FROM entries WHERE id >= 2 AND weight <> 2";
        const std::uint32_t chosen = random(256), n = random(20), grade = 1 + random(3);
        const std::string number = std::to_string(n);
        const auto wanted = [&](int bit) { return (chosen >> bit & 1u) != 0; };
        const auto with = [&](int bit, const std::string& text) {
            if (wanted(bit)) sql += " AND (" + text + ")";
        };
        const std::string label = "label " + std::to_string(n % 7);
        search.where_if(wanted(0), [&] { return "weight"_c > static_cast<double>(n); });
        with(0, "weight > " + number);
        search.where_if(wanted(1),
                        [&] { return "label"_c == label || "id"_c == static_cast<std::int64_t>(n); });
        with(1, "label = '" + label + "' OR id = " + number);
        search.where_if(wanted(2), [&] { return "hint"_c.is_null(); });
        with(2, "hint IS NULL");
        search.where_if(wanted(3),
                        [&] { return "grade"_c.in(std::vector{static_cast<level>(grade), level::low}); });
        with(3, "grade IN (1, " + std::to_string(grade) + ")");
        search.where_if(wanted(4), [&] { return !"done"_c; });
        with(4, "NOT done");
        if (wanted(5)) {
            search.where_any([&](auto& any) {
                any.add("id"_c % static_cast<std::int64_t>(n + 1) == 0);
                if (n % 2 == 0) any.add("weight"_c.between(n, n + 4));
            });
            sql += " AND (id % " + std::to_string(n + 1) + " = 0" +
                   (n % 2 == 0 ? " OR weight BETWEEN " + number + " AND " + std::to_string(n + 4) : "") + ")";
        }
        search.where_if(wanted(6), [&] {
            return "id"_c.in(
                tenon::select("entry_id"_c).from<tag>().where("word"_c == (n < 10 ? "four"s : "six"s)));
        });
        with(6, std::string("id IN (SELECT entry_id FROM tags WHERE word = '") + (n < 10 ? "four" : "six") +
                    "')");
        if (wanted(7)) {
            search.order_by(("id"_c + static_cast<std::int64_t>(n)) % 5, "id"_c.desc());
            sql += " ORDER BY (id + " + number + ") % 5, id DESC";
        } else {
            search.order_by("id"_c);
            sql += " ORDER BY id";
        }
        INFO(sql);
        REQUIRE(found(search, "rows"_p = 9, "first"_p = 2) == plain(sql + " LIMIT 9"));
    }
}

TEST_CASE_METHOD(entries, "more combinations than are kept are all composed as they are meant") {
    const auto expected = [](unsigned chosen) {
        std::int64_t found = 0;
        for (int i = 1; i <= 40; ++i) {
            bool fits = true;
            for (int bit = 0; bit < 9; ++bit)
                if ((chosen >> bit & 1) != 0) fits = fits && i % (bit + 2) != 0;
            found += fits ? 1 : 0;
        }
        return found;
    };
    for (int round = 0; round < 2; ++round)
        for (unsigned chosen = 0; chosen < 512; ++chosen) {
            auto search = tenon::dynamic(tenon::select(tenon::count()).from<entry>());
            const auto add = [&]<int Bit>() {
                search.where_if((chosen >> Bit & 1) != 0, [] { return "id"_c % (Bit + 2) != 0; });
            };
            [&]<int... Bits>(std::integer_sequence<int, Bits...>) {
                (add.template operator()<Bits>(), ...);
            }(std::make_integer_sequence<int, 9>{});
            if (db(search).scalar() != expected(chosen)) {
                CAPTURE(chosen);
                CHECK(db(search).scalar() == expected(chosen));
            }
        }
}

TEST_CASE_METHOD(entries, "a loop over rows of one combination runs others inside") {
    auto outer = tenon::dynamic(tenon::select("id"_c).from<entry>().where("id"_c < "most"_p));
    outer.where("id"_c > 1).order_by("id"_c);
    std::int64_t sum = 0;
    for (const auto& [id] : db(outer, "most"_p = 6)) {
        for (int i = 0; i < 200; ++i) {  // whatever is kept gives way
            auto inner = tenon::dynamic(tenon::select(tenon::count()).from<entry>());
            inner.where_any([&](auto& group) {
                for (int j = 0; j <= i; ++j) group.add("id"_c == id + j * 1000);
            });
            sum += db(inner).scalar();
        }
    }
    CHECK(sum == 4 * 200);
}
