// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/statement/raw_columns.hpp>
#include <tenon/statement/raw_sql.hpp>
#include <tenon/statement/refused.hpp>
#include <tenon/statement/result.hpp>
#include <tenon/statement/run.hpp>
#include <tenon/statement/statement_data.hpp>
#include <tenon/types/bind.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <column_type Row>
inline constexpr bool holds_views<Row> = is_view<value_of<Row>>;

/// Every parameter of the statement has an argument, and every argument a parameter; else throws.
template <class Cursor>
void check_raw_arguments(const Cursor& cursor, const std::string_view* names, std::size_t count) {
    const int parameters = cursor.parameter_count();
    for (std::size_t i = 0; i < count; ++i) {
        bool wanted = false;
        suggestion nearest(names[i]);
        for (int p = 1; p <= parameters; ++p) {
            wanted = wanted || cursor.parameter_name(p) == names[i];
            nearest.consider(cursor.parameter_name(p));
        }
        if (wanted) continue;
        std::string words = "the statement has no parameter " + in_backticks(':' + std::string(names[i]));
        if (!nearest.best().empty())
            words += "; did you mean " + in_backticks(':' + std::string(nearest.best())) + '?';
        refuse_raw(cursor, "UNKNOWN_ARGUMENT", std::move(words));
    }
    for (int p = 1; p <= parameters; ++p) {
        const std::string_view name = cursor.parameter_name(p);
        bool given = false;
        for (std::size_t i = 0; i < count; ++i) given = given || names[i] == name;
        if (!given)
            refuse_raw(cursor, "MISSING_ARGUMENT",
                       in_backticks(':' + std::string(name)) + " is given no value");
    }
}

template <class Cursor, class T>
void bind_raw(Cursor& cursor, std::string_view name, const T& value) {
    for (int p = 1; p <= cursor.parameter_count(); ++p) {
        if (cursor.parameter_name(p) != name) continue;  // `:a` and `@a` are two parameters
        if constexpr (bindable<T>)
            bind_value(cursor, p, value, lifetime::outlives);
        else
            cursor.bind_list(p, value, lifetime::outlives);
    }
}

/// The arguments of running raw SQL: rvalues live here, lvalues are referred to.
template <class Sequence, class... Arguments>
struct raw_arguments;

template <std::size_t... I, class... Arguments>
struct raw_arguments<std::index_sequence<I...>, Arguments...> : kept_argument<I, kept_value<Arguments>>... {
    template <class Cursor>
    void bind(Cursor& cursor) const {
        static_cast<void>(cursor);
        (bind_raw(cursor, std::remove_cvref_t<Arguments>::name(),
                  static_cast<const kept_argument<I, kept_value<Arguments>>&>(*this).value),
         ...);
    }
    template <class Cursor, class Row>
    void bind(raw_cursor<Cursor, Row>& cursor, const parameter_place*) const {
        bind(cursor.plain());
    }
};

template <class... Arguments>
using keep_raw_arguments = raw_arguments<std::index_sequence_for<Arguments...>, Arguments...>;

template <class Row, class Cursor, class Arguments>
using raw_base = rows<Row, raw_cursor<Cursor, Row>, Arguments, no_captured, raw_reading<Row>>;

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The rows of raw SQL, to be read once, as those of a typed query: by a loop or by `all`, `one`, `first`,
/// and `scalar` where Row is the type of the only column. A value that does not fit its field throws
/// `value_error`.
template <class Row, class Cursor, class Arguments>
class [[nodiscard]] raw_rows : detail::raw_base<Row, Cursor, Arguments> {
    using base = detail::raw_base<Row, Cursor, Arguments>;

public:
    raw_rows(Cursor&& cursor, const statement_data& data, Arguments&& arguments)
        : base(detail::raw_cursor<Cursor, Row>(static_cast<Cursor&&>(cursor)), data, nullptr,
               static_cast<Arguments&&>(arguments), {}) {}

    using base::all;
    using base::begin;
    using base::end;
    using base::first;
    using base::one;
    using typename base::row_type;

    /// The only value of the only row; throws as `one` does.
    auto scalar() {
        static_assert(column_type<Row>, "scalar() wants the type of one column: raw_sql<std::int64_t>(text)");
        if constexpr (column_type<Row>)
            return one();
        else
            return detail::refused{};
    }
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Row, class... Arguments>
constexpr bool accept_raw() {
    using row = raw_row_refusal<Row>;
    using arguments = raw_arguments_refusal<Arguments...>;
    if constexpr (!row::sentence.empty()) {
        static_assert(accept<row>());
        return false;
    } else {
        if constexpr (!arguments::sentence.empty()) static_assert(accept<arguments>());
        return arguments::sentence.empty();
    }
}

template <class Connection>
auto lease_raw(Connection& connection, std::string_view text, bool may_write) {
    if (text.size() > 0x7FFFFFFF) {
        error what;
        what.category = category::usage;
        what.code = "MISUSE";
        what.message = "the SQL is longer than 2 GB";
        raise(std::move(what));
    }
    statement_data data = plain_statement(text);
    data.parameters = data.columns = unknown_count;
    auto cursor = connection.lease_raw(data);
    if (!may_write && !cursor.read_only())
        refuse_raw(cursor, "NOT_ALLOWED",
                   "a read session can't run SQL that writes: use an integrity session");
    return cursor;
}

/// Runs a statement without rows to its end.
template <class Connection, class Cursor, class Kept>
written finish_raw(Connection& connection, Cursor& cursor, const Kept& kept) {
    if (cursor.column_count() != 0)
        refuse_raw(cursor, "UNKNOWN_COLUMN",
                   "the statement yields a column " + in_backticks(cursor.column_name(0)) +
                       ", but raw_sql<> reads none: name a row type, as in raw_sql<std::int64_t>");
    try {
        kept.bind(cursor);
    } catch (const value_error& refused) {
        raise_described(cursor, refused);
    }
    const std::int64_t before = connection.total_changes();
    cursor.step();
    return {connection.total_changes() != before ? connection.changes() : 0, connection.last_insert_rowid()};
}

/// Runs raw SQL; what writes only if it may.
template <bool Writes, class Connection, class Row, class... Arguments>
auto run_raw(Connection& connection, const raw_sql<Row>& raw, Arguments&&... arguments) {
    static_assert((is_named_argument<std::remove_cvref_t<Arguments>> && ...),
                  "arguments of raw SQL are named, as in \"name\"_p = value");
    if constexpr (!(is_named_argument<std::remove_cvref_t<Arguments>> && ...)) {
        return refused{};
    } else if constexpr (!accept_raw<Row, std::remove_cvref_t<Arguments>...>()) {
        return refused{};
    } else {
        auto cursor = lease_raw(connection, raw.text(), Writes);
        const std::string_view names[] = {std::remove_cvref_t<Arguments>::name()..., std::string_view()};
        check_raw_arguments(cursor, names, sizeof...(Arguments));
        using kept = keep_raw_arguments<Arguments...>;
        kept values{{static_cast<kept_value<Arguments>&&>(arguments.value)}...};
        if constexpr (std::is_void_v<Row>) {
            return finish_raw(connection, cursor, values);
        } else {
            statement_data data;
            data.writes = !cursor.read_only();
            return raw_rows<Row, decltype(cursor), kept>(std::move(cursor), data, std::move(values));
        }
    }
}

}  // namespace tenon::inline v0::detail
