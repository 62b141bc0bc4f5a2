// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/iterators.hpp>
#include <tenon/query/captured_values.hpp>
#include <tenon/statement/as.hpp>
#include <tenon/statement/bind.hpp>
#include <tenon/statement/refused.hpp>
#include <tenon/statement/row_types.hpp>
#include <tenon/statement/rows.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

template <std::size_t I, class T>
struct kept_argument {
    T value;
};

/// The values of a running statement's named arguments: rvalues live here, lvalues are referred to.
template <class Sequence, class... T>
struct kept_arguments;

template <std::size_t... I, class... T>
struct kept_arguments<std::index_sequence<I...>, T...> : kept_argument<I, T>... {
    template <class Cursor>
    void bind(Cursor& cursor, const parameter_place* places) const {
        (bind_argument(cursor, places[I], static_cast<const kept_argument<I, T>&>(*this).value,
                       lifetime::outlives),
         ...);
        static_cast<void>(places);
        static_cast<void>(cursor);
    }
};

template <class... T>
using keep_arguments = kept_arguments<std::index_sequence_for<T...>, T...>;

/// A struct as the arguments of a running statement.
template <class Struct>
struct kept_struct {
    Struct value;

    template <class Cursor>
    void bind(Cursor& cursor, const parameter_place* places) const {
        bind_struct(cursor, places, static_cast<const std::remove_cvref_t<Struct>&>(value),
                    lifetime::outlives);
    }
};

/// A query whose captured values are bound when the statement starts; without any there is nothing to keep.
template <class QueryRef>
struct kept_query {
    QueryRef value;
    const parameter_place* places;

    template <class Cursor>
    void bind(Cursor& cursor) const {
        bind_captured(cursor, places, value, lifetime::outlives);
    }
};

/// Values that a query had captured, taken out of it, or, of one that is kept in a variable, referred to.
template <class... T>
struct kept_captured {
    keep_arguments<T...> values;
    const parameter_place* places;

    template <class Cursor>
    void bind(Cursor& cursor) const {
        values.bind(cursor, places);
    }
};

template <class QueryRef, class T>
using taken = std::conditional_t<std::is_lvalue_reference_v<QueryRef>, const T&, T>;

// A temporary's values are moved, unless it is constant.
template <class QueryRef, class T>
using taken_from = std::conditional_t<std::is_const_v<std::remove_reference_t<QueryRef>>, const T, T>;

template <class QueryRef, class... T, std::size_t... I>
[[gnu::always_inline]] inline kept_captured<taken<QueryRef, T>...> take_captured(
    std::remove_reference_t<QueryRef>& query, const parameter_place* places, types<T...>,
    std::index_sequence<I...>) {
    const void* found[sizeof...(T)];
    query.each_captured(value_finder{found});
    if constexpr (std::is_lvalue_reference_v<QueryRef>)
        return {{{*static_cast<const T*>(found[I])}...}, places};
    else
        return {{{static_cast<taken_from<QueryRef, T>&&>(
                    *const_cast<taken_from<QueryRef, T>*>(static_cast<const T*>(found[I])))}...},
                places};
}

struct no_captured {
    template <class Cursor>
    void bind(Cursor&) const {}
};

template <class QueryRef>
[[gnu::always_inline]] constexpr auto keep_query(std::remove_reference_t<QueryRef>& query) {
    using plain = std::remove_cvref_t<QueryRef>;
    using values = captured_in<plain>;
    const parameter_place* places = captured_places<plain>.places;
    if constexpr (contains<void, values>)
        return kept_query<QueryRef>{static_cast<QueryRef&&>(query), places};
    else
        return take_captured<QueryRef>(query, places, values{}, std::make_index_sequence<values::size>{});
}

/// Binds all that a statement takes; a value that is refused names the statement.
template <class Cursor, class Captured, class Kept>
void bind_all(Cursor& cursor, const Captured& captured, const Kept& kept, const parameter_place* places) {
    try {
        captured.bind(cursor);
        kept.bind(cursor, places);
    } catch (const value_error& refused) {
        raise_described(cursor, refused);
    }
}

template <class T>
inline constexpr bool is_view = false;
template <>
inline constexpr bool is_view<std::string_view> = true;
template <class T>
inline constexpr bool is_view<std::span<T>> = true;

template <class T, std::size_t... I>
constexpr bool has_view_field(std::index_sequence<I...>) {
    return (is_view<value_of<field_type<T, I>>> || ...);
}

/// Whether a row refers to memory that the next step takes back.
template <class Row>
inline constexpr bool holds_views = [] {
    if constexpr (reflectable<Row> && !column_type<Row>)
        return has_view_field<Row>(std::make_index_sequence<field_count<Row>>{});
    else
        return false;
}();
template <class... Cells>
inline constexpr bool holds_views<row<Cells...>> =
    ((is_view<value_of<typename Cells::type>> || holds_views<value_of<typename Cells::type>>) || ...);
template <class... T>
inline constexpr bool holds_views<std::tuple<T...>> = (holds_views<value_of<T>> || ...);

template <class Row>
inline constexpr bool single_value = false;
template <class Cell>
inline constexpr bool single_value<row<Cell>> = true;

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The rows of a statement, from the first to the last, to be read once: by a loop or by `all`, `one`,
/// `first`, `scalar`. It keeps the arguments that need it, belongs to the session's thread and ends with the
/// session's transaction: reading on after that throws `usage_error` SESSION_ENDED.
template <class Row, class Cursor, class Arguments, class Captured, class Reading = detail::row_reading<Row>>
class [[nodiscard]] rows {
public:
    using row_type = Row;

    rows(Cursor&& cursor, const statement_data& data, const detail::parameter_place* places,
         Arguments&& arguments, Captured&& captured)
        : stream_(static_cast<Cursor&&>(cursor), data.single_row),
          places_(places),
          writes_(data.writes),
          arguments_(static_cast<Arguments&&>(arguments)),
          captured_(static_cast<Captured&&>(captured)) {
        // Changes are made by the call itself, even if nobody reads what comes back.
        if (data.writes) start();
    }
    rows(const rows&) = delete;
    rows& operator=(const rows&) = delete;

    /// Runs the statement to its first row; throws what the database reports, and MISUSE the second time.
    row_iterator<Row, Cursor, Reading> begin() { return {&stream_, to_first()}; }
    std::default_sentinel_t end() const { return {}; }

    /// All rows at once.
    std::vector<Row> all() {
        check_owning();
        std::vector<Row> found;
        for (bool more = to_first(); more; more = stream_.next())
            found.emplace_back(detail::made_in_place{[this] { return stream_.template read<Reading>(); }});
        return found;
    }

    /// The only row; throws `query_error` NOT_FOUND without one and NOT_UNIQUE with several.
    Row one() {
        check_owning();
        if (!to_first()) stream_.refuse("NOT_FOUND", "no row was found where one was expected");
        Row found = stream_.template read<Reading>();
        if (stream_.next()) stream_.refuse("NOT_UNIQUE", "several rows were found where one was expected");
        return found;
    }

    /// The first row, if there is any.
    std::optional<Row> first() {
        check_owning();
        if (!to_first()) return std::nullopt;
        std::optional<Row> found(detail::made_in_place{[this] { return stream_.template read<Reading>(); }});
        while (writes_ && stream_.next()) continue;  // a write is committed, or refused, at its end
        return found;
    }

    /// The only value of the only row; throws as `one` does.
    auto scalar() {
        static_assert(detail::single_value<Row>, "scalar() wants a statement that yields one column");
        if constexpr (detail::single_value<Row>)
            return std::move(detail::value_at<0>(static_cast<Row&&>(one())));
        else
            return detail::refused{};
    }

    /// The same rows with texts as `std::string_view` and blobs as `std::span`, valid until the next step.
    auto views() && {
        using view = detail::view_row<Row>;
        return rows<view, Cursor, Arguments, Captured>(std::move(*this), 0);
    }

    /// The same rows as any aggregate whose fields bear columns' names and types.
    template <class T>
    auto as() && {
        static_assert(detail::accept<detail::as_refusal<T, Row>>());
        if constexpr (detail::reads_as<T, Row>)
            return rows<T, Cursor, Arguments, Captured, detail::as_reading<T, Row>>(std::move(*this), 0);
        else
            return detail::refused{};
    }

private:
    template <class, class, class, class, class>
    friend class rows;

    // Values are bound when the statement starts: until then its arguments may still move.
    template <class OtherRow, class OtherReading>
    rows(rows<OtherRow, Cursor, Arguments, Captured, OtherReading>&& other, int)
        : stream_(std::move(other.stream_)),
          places_(other.places_),
          writes_(other.writes_),
          arguments_(static_cast<Arguments&&>(other.arguments_)),
          captured_(static_cast<Captured&&>(other.captured_)) {}

    static constexpr void check_owning() {
        static_assert(!detail::holds_views<Row>,
                      "views end with the next step: read them in a loop, or read rows that own their texts");
    }

    bool to_first() {
        if (stream_.begin()) start();
        return stream_.has_row();
    }

    void start() {
        detail::bind_all(stream_.cursor(), captured_, arguments_, places_);
        stream_.start();
    }

    detail::row_stream<Cursor> stream_;
    const detail::parameter_place* places_;
    bool writes_;
    Arguments arguments_;
    Captured captured_;
};

}  // namespace tenon::inline v0
