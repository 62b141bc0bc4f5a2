// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/core.hpp>
#include <tenon/dynamic.hpp>
#include <tenon/full_text.hpp>
#include <tenon/functions.hpp>
#include <tenon/parse_sql.hpp>
#include <tenon/query/with.hpp>
#include <tenon/raw_sql.hpp>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
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
    if constexpr (tenon::detail::facts_of<Query>.yields_rows)
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

    /// The SQL of the row, given as text, is the builder's statement: one text, one type of rows.
    template <class Query, tenon::fixed_string Sql>
    static void text() {
        using text = tenon::detail::sql_query<tenon::tables<Tables...>, Sql>;
        static_assert(tenon::sql_text(text()) == Sql.view());
        static_assert(tenon::detail::compiled<Query>.view() == Sql.view());
        static_assert(yields_struct<Query>() || std::is_same_v<typename decltype(find_cells<text>())::type,
                                                               typename decltype(find_cells<Query>())::type>);
    }

    template <class Query, tenon::fixed_string Sql>
    static void expression_text() {
        text<Query, selected<Sql>()>();
    }

    /// The same where the builder captures values, which a text has placeholders for. Their types follow from
    /// where they stand or not at all.
    void captured_text(std::string_view sql, std::source_location row = std::source_location::current()) {
        std::string named;
        for (const char c : sql) {
            named += c;
            if (c == '?') named.replace(named.size() - 1, 1, ":v" + std::to_string(named.size()));
        }
        const tenon::parsed_sql parsed = tenon::parse<tenon::tables<Tables...>>(named);
        INFO(row.file_name() << ":" << row.line());
        if (parsed)
            CHECK(parsed.canonical() == named);
        else
            CHECK_THAT(parsed.error()->message,
                       Catch::Matchers::StartsWith("the type of `:v") ||
                           Catch::Matchers::ContainsSubstring("can't be NULL") ||
                           Catch::Matchers::ContainsSubstring("known only when it runs"));
    }

    void captured_expression_text(std::string_view sql,
                                  std::source_location row = std::source_location::current()) {
        captured_text("SELECT " + std::string(sql) + R"( FROM "invoices")", row);
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
    // `*` is printed as columns, which a text yields one by one.
    template <class Query>
    static constexpr bool yields_struct() {
        constexpr auto& built = tenon::detail::compiled<Query>;
        for (int i = 0; i < built.output_count; ++i)
            if (built.outputs[i].whole) return true;
        return false;
    }

    template <tenon::fixed_string Sql>
    static constexpr auto selected() {
        constexpr std::string_view before = "SELECT ", after = R"( FROM "invoices")";
        char whole[before.size() + Sql.view().size() + after.size() + 1]{};
        char* to = whole;
        for (const std::string_view part : {before, Sql.view(), after})
            for (const char c : part) *to++ = c;
        return tenon::fixed_string(whole);
    }

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
