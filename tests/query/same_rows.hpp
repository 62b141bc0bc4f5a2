// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/core.hpp>

#include "tables.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tests {

/// The sample tables, filled so that wrong SQL shows: NULLs, rows without partners on either side,
/// duplicates, ties.
struct filled {
    tenon::database db{":memory:"};

    filled() {
        db.create<customer, order, line, employee>();
        run("INSERT INTO customers VALUES (1,'Ada','a@x',1), (2,'bob','b@x',1), (3,'Bob','c@x',0), "
            "(4,'Dan','d@x',0)");
        run("INSERT INTO orders VALUES (1,1,10.5,NULL,1,'2024-01-01 00:00:00.000000'), "
            "(2,1,20,'x',2,'2024-01-02 00:00:00.000000'), (3,2,20,'x',1,'2024-01-02 00:00:00.000000'), "
            "(4,2,0,'Y',2,'2024-01-03 00:00:00.000000'), (5,3,7.25,NULL,1,'2024-01-03 00:00:00.000000')");
        run("INSERT INTO lines VALUES (1,1,'pen',3,0.5,NULL), (1,2,'ink',1,NULL,x'00ff'), "
            "(2,1,'pen',2,0.5,NULL), "
            "(4,1,'cap',3,NULL,NULL), (9,1,'lost',8,2,NULL), (9,2,'pen',1,NULL,NULL)");
        run("INSERT INTO employees VALUES (1,'Eve',NULL), (2,'bob',1), (3,'Gus',1), (4,'Ada',2), "
            "(5,'Ida',4), "
            "(6,'Zoe',NULL)");
    }

    void run(const char* sql) {
        char* complaint = nullptr;
        sqlite3_exec(db.connection().handle(), sql, nullptr, nullptr, &complaint);
        if (complaint != nullptr) throw std::runtime_error(complaint);
    }

    /// What differs between the rows of a typed query and those of plain SQL with the values written out;
    /// nothing, if both yield the same rows, in whatever order.
    template <class Query, class... Arguments>
    std::string difference(const char* sql, const Query& query, const Arguments&... arguments) {
        std::vector<std::string> expected = raw(sql), found = typed(query, arguments...);
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
        return compare(expected, found);
    }

    /// The same, where the order counts.
    template <class Query, class... Arguments>
    std::string ordered_difference(const char* sql, const Query& query, const Arguments&... arguments) {
        return compare(raw(sql), typed(query, arguments...));
    }

    /// The rows that SQLite itself yields for a text, one text per row.
    std::vector<std::string> raw(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        std::vector<std::string> rows;
        if (sqlite3_prepare_v2(db.connection().handle(), sql, -1, &statement, nullptr) != SQLITE_OK)
            return {std::string("error ") + sqlite3_errmsg(db.connection().handle())};
        int result = sqlite3_step(statement);
        for (; result == SQLITE_ROW; result = sqlite3_step(statement)) {
            std::string row;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) row += cell(statement, i) + "|";
            rows.push_back(std::move(row));
        }
        if (result != SQLITE_DONE) rows.push_back(sqlite3_errmsg(db.connection().handle()));
        sqlite3_finalize(statement);
        return rows;
    }

    /// The rows that a typed query yields, in the same form.
    template <class Query, class... Arguments>
    std::vector<std::string> typed(const Query& query, const Arguments&... arguments) {
        std::vector<std::string> rows;
        for (const auto& row : db(query, arguments...)) {
            rows.emplace_back();
            append(rows.back(), row);
        }
        return rows;
    }

private:
    static std::string compare(const std::vector<std::string>& expected,
                               const std::vector<std::string>& found) {
        if (expected.empty()) return "no rows: the test shows nothing";
        if (expected == found) return "";
        std::string text = "expected";
        for (const std::string& row : expected) text += " " + row;
        text += " but found";
        for (const std::string& row : found) text += " " + row;
        return text;
    }

    static std::string real(double value) {
        char digits[40];
        std::snprintf(digits, sizeof digits, "%.17g", value);
        return digits;
    }

    // Numbers are compared as numbers: a column that is read as a double may hold an integer's value.
    static std::string cell(sqlite3_stmt* statement, int i) {
        switch (sqlite3_column_type(statement, i)) {
        case SQLITE_NULL: return "NULL";
        case SQLITE_INTEGER: return std::to_string(sqlite3_column_int64(statement, i));
        case SQLITE_FLOAT: return real(sqlite3_column_double(statement, i));
        default: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
            return size == 0 ? "''" : std::string(bytes, size);
        }
        }
    }

    template <class T>
    static void append(std::string& text, const T& value) {
        if constexpr (tenon::is_optional<T>) {
            if (value)
                append(text, *value);
            else if constexpr (tenon::reflectable<typename T::value_type>)
                append_nulls(text, tenon::field_count<typename T::value_type>);
            else
                text += "NULL|";
        } else if constexpr (std::is_enum_v<T>) {
            text += std::to_string(static_cast<int>(value)) + "|";
        } else if constexpr (std::is_integral_v<T>) {
            text += std::to_string(static_cast<std::int64_t>(value)) + "|";
        } else if constexpr (std::is_floating_point_v<T>) {
            text += real(value) + "|";
        } else if constexpr (std::is_convertible_v<T, std::string_view>) {
            text += value.empty() ? std::string("''|") : std::string(value) + "|";
        } else if constexpr (std::is_same_v<T, std::vector<std::byte>>) {
            for (const std::byte byte : value) text += static_cast<char>(byte);
            text += "|";
        } else if constexpr (std::is_same_v<T, tenon::timestamp>) {
            text += std::string(std::string_view(tenon::codec<T>::encode(value))) + "|";
        } else if constexpr (requires { std::tuple_size<T>::value; }) {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                using std::get;
                (append(text, get<I>(value)), ...);
            }(std::make_index_sequence<std::tuple_size_v<T>>{});
        } else {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                (append(text, tenon::field<I>(value)), ...);
            }(std::make_index_sequence<tenon::field_count<T>>{});
        }
    }

    static void append_nulls(std::string& text, std::size_t count) {
        for (; count > 0; --count) text += "NULL|";
    }
};

}  // namespace tests
