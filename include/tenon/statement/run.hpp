// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/iterators.hpp>
#include <tenon/statement/arguments.hpp>
#include <tenon/statement/call_constants.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/refused.hpp>
#include <tenon/statement/result.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// What a statement without rows did.
struct written {
    std::int64_t rows = 0;     // inserted, updated or deleted; not those that a foreign key's action changed
    std::int64_t last_id = 0;  // the number of the last row that the connection inserted
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Query>
concept takes_columns = facts_of<Query>.statement == op::insert && !facts_of<Query>.gives_values;

template <class T>
concept row_struct = reflectable<T> && !is_named_argument<T> && !column_type<T>;

template <class Range>
using element_of = std::remove_cvref_t<decltype(*std::begin(std::declval<Range&>()))>;

// Not std::ranges: its header would be a quarter of what this library costs to include.
template <class T>
concept struct_range = requires(T& range) {
    std::begin(range) != std::end(range);
    requires row_struct<element_of<T>>;
};

template <class Query, class Names>
struct with_values;

template <class Head, class... Clauses, class Names>
struct with_values<query<Head, Clauses...>, Names> {
    using type = query<Head, Clauses..., implied_values<typename Head::target, Names>>;
};

template <class List>
struct names_of;

template <fixed_string... Names, class... T>
struct names_of<argument_list<named_argument<Names, T>...>> {
    using type = name_list<Names...>;
};

/// How a call's arguments are looked at: `strict`: each must be asked for; `target`: the struct of the table
/// from whose columns an INSERT takes those that its arguments name, or void.
template <bool Strict, class Target>
struct manner_of_call {
    static constexpr bool strict = Strict;
    using target = Target;
};

/// The statement that a call runs: an INSERT that gives no values takes its columns from the arguments.
template <class Query, class... Arguments>
struct called : manner_of_call<true, void> {
    using type = Query;
    using given = argument_list<Arguments...>;
};

template <class Query, class... Arguments>
    requires(takes_columns<Query> && (is_named_argument<Arguments> && ...))
struct called<Query, Arguments...> : manner_of_call<true, typename Query::head::target> {
    using given = argument_list<Arguments...>;
    using type = typename with_values<Query, typename names_of<given>::type>::type;
};

template <class Query, row_struct Struct>
struct called<Query, Struct> : manner_of_call<false, void> {
    using given = struct_argument<Struct>;
    using type = Query;
};

// Of the table's own struct the key may be left over; every field of another struct must be a column.
template <class Query, row_struct Struct>
    requires takes_columns<Query>
struct called<Query, Struct>
    : manner_of_call<!std::is_same_v<typename Query::head::target, Struct>, typename Query::head::target> {
    using given = struct_argument<Struct>;
    using type = typename with_values<Query, field_list<Struct, facts_of<Query>.keeps_key>>::type;
};

/// A call that is right, its statement and its arguments.
template <class Call>
concept right_call =
    compiled<typename Call::type>.valid &&
    explain_arguments<typename Call::given, Call::strict, typename Call::target>(
        compiled<typename Call::type>.parameters, compiled<typename Call::type>.parameter_count)
        .empty();

/// Whether a call is right; otherwise the compiler says what is wrong.
template <class Call>
constexpr bool accept_call() {
    using query = typename Call::type;
    if constexpr (!right_call<Call>)
        if constexpr (accept_query<query>())
            static_assert(
                accept<
                    arguments_refusal<query, typename Call::given, Call::strict, typename Call::target>>());
    return right_call<Call>;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_key(std::string_view table,
                                                              std::string_view purpose,
                                                              std::string_view module_name) {
    error what;
    what.category = category::usage;
    what.code = "KEY_GIVEN";
    what.purpose = purpose;
    what.module_name = module_name;
    what.message = "the struct for `" + std::string(table) +
                   "` holds a key, which the database gives: leave it zero, or store it by with_key()";
    raise(std::move(what));
}

// A single integer key of the table's own struct is for the database to give: what stands there must be
// nothing.
template <class Query, class Connection, class Struct>
void check_key(const Connection& connection, const Struct& value) {
    if constexpr (takes_columns<Query> && !facts_of<Query>.keeps_key &&
                  std::is_same_v<typename Query::head::target, Struct>) {
        constexpr int key = described<Struct>::info.integer_key;
        if constexpr (key >= 0) {
            using key_type = std::remove_cvref_t<decltype(field<static_cast<std::size_t>(key)>(value))>;
            if (field<static_cast<std::size_t>(key)>(value) != key_type{})
                refuse_key(described<Struct>::info.name, connection.context().purpose,
                           connection.context().module_name);
        }
    }
}

template <class Query>
struct last_clause;

template <class Head, class... Clauses>
struct last_clause<query<Head, Clauses...>> {
    using type = typename decltype((..., std::type_identity<Clauses>{}))::type;
};

// Inlined as the builder is: one function per query is enough.
template <class Query, class Called, class QueryRef>
[[gnu::always_inline]] constexpr decltype(auto) complete(QueryRef&& given) {
    if constexpr (__is_same(Query, Called))
        return static_cast<QueryRef&&>(given);
    else
        return given.with(typename last_clause<Called>::type{});
}

/// Runs a statement without rows to its end.
template <class Connection, class Cursor>
written finish(Connection& connection, Cursor& cursor) {
    cursor.step();
    return {connection.changes(), connection.last_insert_rowid()};
}

/// Leases a statement, binds (or keeps what is to be bound), steps where no rows come back: the same function
/// for all statements that take and yield the same types. `Row`: void where no rows come back.
template <class Row, class Connection, class Kept, class Captured>
auto start_statement(Connection& connection, const statement_data& data, const parameter_place* places,
                     Kept&& kept, Captured&& captured) {
    if constexpr (std::is_void_v<Row>) {
        auto cursor = connection.lease(data);
        bind_all(cursor, captured, kept, places);
        return finish(connection, cursor);
    } else {
        using cursor = decltype(connection.lease(data));
        return rows<Row, cursor, Kept, Captured>(connection.lease(data), data, places,
                                                 static_cast<Kept&&>(kept),
                                                 static_cast<Captured&&>(captured));
    }
}

template <class Query, bool Yields>
struct started_row {
    using type = void;
};

template <class Query>
struct started_row<Query, true> {
    using type = row_type<Query>;
};

/// Starts a call.
template <class Call, class Home, class Connection, class QueryRef, class Kept>
[[gnu::always_inline]] inline auto start_call(Connection& connection, QueryRef&& given, Kept&& kept) {
    using base = std::remove_cvref_t<QueryRef>;
    using query = typename Call::type;
    using row = typename started_row<query, facts_of<query>.yields_rows>::type;
    using given_types = typename Call::given;
    const statement_data* data = &constants_of<query, Home, given_types>.data;
    const parameter_place* places = constants_of<query, Home, given_types>.places.places;
    if constexpr (Home::attached_count > 0 || Home::in_one_file::attached_count > 0)
        if constexpr (!same_in_one_file<query, Home>())
            if (connection.one_file())
                data = &constants_of<query, typename Home::in_one_file, given_types>.data;
    if constexpr (facts_of<query>.size.captured == 0) {
        static_cast<void>(given);
        return start_statement<row>(connection, *data, places, static_cast<Kept&&>(kept), no_captured{});
    } else {
        if constexpr (__is_same(base, query)) {
            return start_statement<row>(connection, *data, places, static_cast<Kept&&>(kept),
                                        keep_query<QueryRef>(given));
        } else {
            query whole = complete<base, query>(static_cast<QueryRef&&>(given));
            return start_statement<row>(connection, *data, places, static_cast<Kept&&>(kept),
                                        keep_query<query>(whole));
        }
    }
}

/// Runs a statement once per struct of a range: all of them, or none.
template <class Call, class Home, class Connection, class QueryRef, class Range>
auto run_range(Connection& connection, QueryRef&& given, Range&& values) {
    using base = std::remove_cvref_t<QueryRef>;
    using query = typename Call::type;
    const parameter_place* places = argument_places<query, typename Call::given>.places;
    auto scope = begin_atomic(connection);
    written total;
    {
        auto cursor = connection.lease(data_on<query, Home>(connection));
        if constexpr (facts_of<query>.size.captured > 0)
            bind_captured(cursor, captured_places<query>.places, complete<base, query>(given),
                          lifetime::copied);
        for (const element_of<Range>& value : values) {
            check_key<base>(connection, value);
            bind_all(cursor, no_captured{}, kept_struct<const element_of<Range>&>{value}, places);
            cursor.step();
            total.rows += connection.changes();
            cursor.rewind();
        }
    }
    total.last_id = connection.last_insert_rowid();
    scope.commit();
    return total;
}

// An argument that the caller has kept in a variable stays the caller's: it may be used again.
template <class Argument>
using kept_value =
    std::conditional_t<std::is_lvalue_reference_v<Argument>,
                       const std::remove_reference_t<decltype(std::remove_cvref_t<Argument>::value)>&,
                       decltype(std::remove_cvref_t<Argument>::value)>;

/// Runs a statement of a module (`Home`) on a connection, with named arguments, a struct, or a range of
/// structs.
template <class Home, class Connection, class QueryRef, class... Arguments>
[[gnu::always_inline]] inline auto run(Connection& connection, QueryRef&& given, Arguments&&... arguments) {
    using base = std::remove_cvref_t<QueryRef>;
    if constexpr (sizeof...(Arguments) == 1 && (struct_range<Arguments> && ...)) {
        using call = called<base, element_of<Arguments>...>;
        static_assert(
            !facts_of<typename call::type>.yields_rows,
            "a range of structs can't be given to a statement that yields rows: run it for one at a time");
        if constexpr (accept_call<call>() && !facts_of<typename call::type>.yields_rows)
            return run_range<call, Home>(connection, static_cast<QueryRef&&>(given),
                                         static_cast<Arguments&&>(arguments)...);
        else
            return refused{};
    } else if constexpr (sizeof...(Arguments) == 1 && (row_struct<std::remove_cvref_t<Arguments>> && ...)) {
        using call = called<base, std::remove_cvref_t<Arguments>...>;
        if constexpr (accept_call<call>()) {
            (check_key<base>(connection, arguments), ...);
            return start_call<call, Home>(connection, static_cast<QueryRef&&>(given),
                                          kept_struct<Arguments...>{static_cast<Arguments&&>(arguments)...});
        } else {
            return refused{};
        }
    } else {
        using call = called<base, std::remove_cvref_t<Arguments>...>;
        static_assert(
            (is_named_argument<std::remove_cvref_t<Arguments>> && ...),
            "arguments are named, as in \"name\"_p = value, or one struct, or one range of structs");
        if constexpr (!(is_named_argument<std::remove_cvref_t<Arguments>> && ...))
            return refused{};
        else if constexpr (!right_call<call>)  // else `accept_call` would be one more name
            return static_cast<void>(accept_call<call>()), refused{};
        else
            return start_call<call, Home>(connection, static_cast<QueryRef&&>(given),
                                          keep_arguments<kept_value<Arguments>...>{
                                              {static_cast<kept_value<Arguments>&&>(arguments.value)}...});
    }
}

}  // namespace tenon::inline v0::detail
