// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/as.hpp>
#include <tenon/statement/bind.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/row_types.hpp>
#include <tenon/statement/rows.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

template <std::size_t I, class Argument>
struct kept_argument {
    Argument value;
};

/// The arguments of a running statement: what was given as an rvalue lives here, the rest is referred to.
template <class Sequence, class... Arguments>
struct kept_arguments;

template <std::size_t... I, class... Arguments>
struct kept_arguments<std::index_sequence<I...>, Arguments...> : kept_argument<I, Arguments>... {
    template <class Binding, class Cursor>
    void bind(Cursor& cursor) const {
        (Binding::bind_named(cursor, static_cast<const kept_argument<I, Arguments>&>(*this).value,
                             lifetime::outlives),
         ...);
    }
};

template <class... Arguments>
using keep_arguments = kept_arguments<std::index_sequence_for<Arguments...>, Arguments...>;

/// A struct as the arguments of a running statement.
template <class Struct>
struct kept_struct {
    Struct value;

    template <class Binding, class Cursor>
    void bind(Cursor& cursor) const {
        using plain = std::remove_cvref_t<Struct>;
        Binding::bind_fields(cursor, value, lifetime::outlives, std::make_index_sequence<field_count<plain>>{});
    }
};

// A query without captured values has nothing to keep.
struct nothing_kept {
    template <class T>
    constexpr explicit nothing_kept(const T&) {}
};

template <class Row>
inline constexpr bool single_value = false;
template <class Cell>
inline constexpr bool single_value<row<Cell>> = true;

template <class QueryRef>
using keep_query = std::conditional_t<(std::remove_cvref_t<QueryRef>::size.captured > 0), QueryRef, nothing_kept>;

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The rows of a statement, from the first to the last, to be read once: by a loop or by `all`, `one`, `first`,
/// `scalar`. It keeps the arguments that need it, belongs to the session's thread and ends with the session's
/// transaction: reading on after that throws `usage_error` SESSION_ENDED.
template <class Query, class QueryRef, class Home, class Cursor, class Arguments,
          class Row = detail::row_type<Query>, class Reading = detail::row_reading<Row>>
class [[nodiscard]] rows {
public:
    using row_type = Row;

    rows(Cursor&& cursor, QueryRef&& query, Arguments&& arguments)
        : stream_(static_cast<Cursor&&>(cursor), detail::data_of<Query, Home>.single_row),
          query_(static_cast<QueryRef&&>(query)),
          arguments_(static_cast<Arguments&&>(arguments)) {
        // Changes are made by the call itself, even if nobody reads what comes back.
        if constexpr (Query::statement != detail::op::select) start();
    }
    rows(const rows&) = delete;
    rows& operator=(const rows&) = delete;

    /// Runs the statement to its first row; throws what the database reports, and MISUSE the second time.
    row_iterator<Row, Cursor, Reading> begin() { return {&stream_, to_first()}; }
    std::default_sentinel_t end() const { return {}; }

    /// All rows at once.
    std::vector<Row> all() {
        std::vector<Row> found;
        for (bool more = to_first(); more; more = stream_.next())
            found.emplace_back(detail::made_in_place{[this] { return stream_.template read<Reading>(); }});
        return found;
    }

    /// The only row; throws `query_error` NOT_FOUND without one and NOT_UNIQUE with several.
    Row one() {
        if (!to_first()) stream_.refuse("NOT_FOUND", "no row was found where one was expected");
        Row found = stream_.template read<Reading>();
        if (stream_.next()) stream_.refuse("NOT_UNIQUE", "several rows were found where one was expected");
        return found;
    }

    /// The first row, if there is any.
    std::optional<Row> first() {
        if (!to_first()) return std::nullopt;
        return std::optional<Row>(detail::made_in_place{[this] { return stream_.template read<Reading>(); }});
    }

    /// The only value of the only row; throws as `one` does.
    auto scalar() {
        static_assert(detail::single_value<Row>, "scalar() wants a statement that yields one column");
        if constexpr (detail::single_value<Row>) return std::move(detail::value_at<0>(static_cast<Row&&>(one())));
    }

    /// The same rows with texts as `std::string_view` and blobs as `std::span`, valid until the next step.
    auto views() && {
        using view = detail::view_row<Row>;
        return rows<Query, QueryRef, Home, Cursor, Arguments, view>(std::move(*this), 0);
    }

    /// The same rows as any aggregate whose fields bear columns' names and types.
    template <class T>
    auto as() && {
        static_assert(detail::accept<detail::as_refusal<T, Query>>());
        if constexpr (detail::reads_as<T, Query>)
            return rows<Query, QueryRef, Home, Cursor, Arguments, T, detail::as_reading<T, Query>>(std::move(*this), 0);
    }

private:
    template <class, class, class, class, class, class, class>
    friend class rows;

    // Values are bound when the statement starts: until then its arguments may still move.
    template <class OtherRow, class OtherReading>
    rows(rows<Query, QueryRef, Home, Cursor, Arguments, OtherRow, OtherReading>&& other, int)
        : stream_(std::move(other.stream_)),
          query_(static_cast<detail::keep_query<QueryRef>&&>(other.query_)),
          arguments_(std::move(other.arguments_)) {}

    bool to_first() {
        if (stream_.begin()) start();
        return stream_.has_row();
    }

    void start() {
        using binding = detail::binding<Query, Home>;
        if constexpr (binding::has_captured) binding::bind_captured(stream_.cursor(), query_, lifetime::outlives);
        arguments_.template bind<binding>(stream_.cursor());
        stream_.start();
    }

    detail::row_stream<Cursor> stream_;
    [[no_unique_address]] detail::keep_query<QueryRef> query_;
    [[no_unique_address]] Arguments arguments_;
};

}  // namespace tenon::inline v0
