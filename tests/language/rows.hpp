// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/core.hpp>
#include <tenon/dynamic.hpp>
#include <tenon/full_text.hpp>
#include <tenon/functions.hpp>
#include <tenon/query/with.hpp>
#include <tenon/raw_sql.hpp>

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace language {

// As the page says of its examples.
using namespace tenon;
using namespace tenon::literals;

#include "tables.inc"

}  // namespace language

namespace tests {

template <class...>
struct list;

/// The types of a row as the page lists them.
template <class Row>
struct cells_of {
    using type = list<Row>;
};

template <class... Cells>
struct cells_of<tenon::row<Cells...>> {
    using type = list<typename Cells::type...>;
};

template <class Row>
struct cells_of<std::vector<Row>> : cells_of<Row> {};

template <class Query>
constexpr auto find_cells() {
    if constexpr (Query::yields_rows)
        return cells_of<tenon::row_of<Query>>{};
    else
        return cells_of<tenon::written>{};
}

/// What a call yields: all of its rows, or `written`.
template <class Result>
auto read(Result&& result) {
    if constexpr (requires { std::move(result).all(); })
        return std::move(result).all();
    else
        return result;
}

struct latest {
    std::optional<double> seen{};

    void step(double value) { seen = value; }
    std::optional<double> result() const { return seen; }
};

/// Checks rows of the page, each given by its program, SQL and types, on a database with the page's tables.
template <class... Tables>
class rows {
public:
    rows() : db_(":memory:") {
        db_.create<Tables...>();
        db_.connection().add_function("slug", [](std::string_view text) { return std::string(text); });
        db_.connection().add_function("regexp", [](std::string_view, std::string_view) { return false; });
        db_.connection().add_aggregate<latest>("median");
        sqlite3_trace_v2(db_.connection().handle(), SQLITE_TRACE_STMT, &note_statement, &last_);
    }

    template <class Query, class... Types>
    void query(std::string_view sql, std::source_location row = std::source_location::current()) {
        check_types<typename decltype(find_cells<Query>())::type, Types...>();
        compare(text_of<Query>(), sql, row);
        prepare(text_of<Query>(), row);
    }

    template <class Query, class... Types>
    void expression(std::string_view sql, std::source_location row = std::source_location::current()) {
        query<Query, Types...>("SELECT " + std::string(sql) + R"( FROM "invoices")", row);
    }

    template <class... Types, class Call>
    void call(std::string_view sql, Call run, std::source_location row = std::source_location::current()) {
        auto result = run(db_);
        check_types<typename cells_of<decltype(result)>::type, Types...>();
        compare(last_, sql, row);
    }

private:
    template <class Query>
    static constexpr std::string_view text_of() {
        return tenon::detail::compiled<Query>.view();
    }

    template <class Yielded, class... Listed>
    static constexpr void check_types() {
        static_assert(std::is_same_v<Yielded, list<Listed...>>, "the page lists other types");
    }

    static void compare(std::string_view text, std::string_view sql, std::source_location row) {
        INFO(row.file_name() << ":" << row.line());
        CHECK(text == sql);
    }

    void prepare(std::string_view text, std::source_location row) {
        sqlite3* handle = db_.connection().handle();
        sqlite3_stmt* statement = nullptr;
        const int result =
            sqlite3_prepare_v2(handle, text.data(), static_cast<int>(text.size()), &statement, nullptr);
        sqlite3_finalize(statement);
        INFO(row.file_name() << ":" << row.line() << ": " << sqlite3_errmsg(handle));
        CHECK(result == SQLITE_OK);
    }

    static int note_statement(unsigned, void* last, void* statement, void*) {
        const std::string_view text = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        for (const char* word : {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"})
            if (text.starts_with(word)) return 0;
        *static_cast<std::string*>(last) = text;
        return 0;
    }

    std::string last_;
    tenon::database db_;
};

}  // namespace tests
