// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/inspect.hpp>
#include <tenon/types/types.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// What the rows of a column hold.
struct column_contents {
    std::int64_t integers = 0, reals = 0, texts = 0, blobs = 0, nulls = 0;
    std::int64_t others_than_0_and_1 = 0;

    [[nodiscard]] int kinds() const {
        return (integers > 0 || reals > 0 ? 1 : 0) + (texts > 0 ? 1 : 0) + (blobs > 0 ? 1 : 0);
    }
};

/// What the rows of a table hold, in one pass.
struct table_contents {
    std::int64_t rows = 0;
    std::vector<column_contents> columns{};
};

inline table_contents contents_of(sqlite::connection& on, const table& of) {
    std::string sql = "SELECT count(*)";
    for (const column& each : of.columns) {
        const std::string name = in_quotes(each.name);
        for (const char* kind : {"integer", "real", "text", "blob", "null"})
            sql += ", count(*) FILTER (WHERE typeof(" + name + ") = '" + kind + "')";
        sql += ", count(*) FILTER (WHERE typeof(" + name + ") = 'integer' AND " + name + " NOT IN (0, 1))";
    }
    table_contents result;
    // SQLite has 2,000 columns of a result at most.
    if (of.columns.size() > 300) {
        result.rows = number_from(on, "SELECT count(*) FROM main." + in_quotes(of.name));
        result.columns.resize(of.columns.size());
        return result;
    }
    sqlite::statement counts = lease(on, sql + " FROM main." + in_quotes(of.name));
    counts.step();
    const sqlite::row_reader row = counts.reader();
    int at = 0;
    result.rows = row.integer(at++);
    for (std::size_t i = 0; i < of.columns.size(); ++i) {
        column_contents next;
        for (std::int64_t* each :
             {&next.integers, &next.reals, &next.texts, &next.blobs, &next.nulls, &next.others_than_0_and_1})
            *each = row.integer(at++);
        result.columns.push_back(next);
    }
    return result;
}

/// A column as a field of a struct.
struct adopted_column {
    const column* from = nullptr;
    std::string field{};
    std::string_view cpp{};  // its type, without std::optional
    bool optional = false;
    bool mixed = false;  // it holds values that the type does not
    sql_type type{};
    integer_limits limits{};
};

template <class T>
void set_type(adopted_column& to, std::string_view cpp) {
    to.cpp = cpp;
    to.type = to.optional ? type_of<std::optional<T>> : type_of<T>;
    to.limits = limits_of<T>;
}

/// Chooses the C++ type by what is there and, where nothing is, by what the column is declared as.
inline void choose_type(adopted_column& to, const table& of, const column_contents& holds) {
    const column& from = *to.from;
    const affinity kind = affinity_of(from, of.strict);
    const bool number = kind == affinity::integer || kind == affinity::real || kind == affinity::numeric;
    const bool moment = contains_word(from.type, "date") || contains_word(from.type, "time");
    to.mixed = holds.kinds() > 1;
    if (holds.texts > 0) return set_type<std::string>(to, "std::string");
    if (holds.blobs > 0) return set_type<std::vector<std::byte>>(to, "std::vector<std::byte>");
    if (contains_word(from.type, "bool") && holds.reals == 0 && holds.others_than_0_and_1 == 0)
        return set_type<bool>(to, "bool");
    if (holds.reals > 0 || kind == affinity::real || (kind == affinity::numeric && !moment))
        return set_type<double>(to, "double");
    if (holds.integers > 0 || kind == affinity::integer) return set_type<std::int64_t>(to, "std::int64_t");
    if (number || kind == affinity::text || kind == affinity::any)
        return set_type<std::string>(to, "std::string");
    set_type<std::vector<std::byte>>(to, "std::vector<std::byte>");
}

}  // namespace tenon::inline v0::schema::detail
