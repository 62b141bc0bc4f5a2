// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/iterators.hpp>
#include <tenon/relations/related_query.hpp>
#include <tenon/runtime/chosen_columns.hpp>
#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/session.hpp>
#include <tenon/sqlite/atomic_scope.hpp>
#include <tenon/sqlite/database.hpp>
#include <tenon/sqlite/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Names for a key's values that no column has.
template <std::size_t I>
constexpr auto key_name() {
    fixed_string name("tenon_key_?");
    name.data[10] = static_cast<char>('a' + I);
    return name;
}

template <std::size_t I>
inline constexpr placeholder<key_name<I>()> key_parameter;

/// The queries of a table that has a key.
template <class T>
struct keyed {
    using places = std::make_index_sequence<primary_fields<T>::count>;

    template <std::size_t I>
    using column = struct_column<T, static_cast<std::size_t>(primary_fields<T>::key.columns[I])>;

    template <class Query>
    static constexpr auto of_row(Query query) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return query.where(((column<I>{} == key_parameter<I>) && ...));
        }(places{});
    }

    template <class Query>
    static constexpr auto in_order(Query query) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return query.order_by(column<I>{}...);
        }(places{});
    }

    template <class Session, class Query, class... Keys>
    static auto run(Session& session, const Query& query, const Keys&... keys) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return session(query, (key_parameter<I> = keys)...);
        }(places{});
    }

    static constexpr auto get = of_row(select<T>());
    static constexpr auto remove = of_row(delete_from<T>());
    static constexpr auto list = in_order(select<T>());
    static constexpr auto page =
        in_order(select<T>()).limit(placeholder<"tenon_rows">{}).offset(placeholder<"tenon_offset">{});
    static constexpr auto create = insert<T>().returning(all);
    static constexpr auto create_with_key = insert<T>().with_key().returning(all);
};

/// What of a session a repository needs beside running its statements.
template <class Session>
struct session_parts;

template <module_type Module>
struct session_parts<integrity_session<Module>> {
    using home = home_of<Module>;
    static sqlite::connection& connection(integrity_session<Module>& of) {
        return session_connection::of(of);
    }
};
template <module_type Module>
struct session_parts<group_session<Module>> {
    using home = home_of<Module>;
    static sqlite::connection& connection(group_session<Module>& of) { return session_connection::of(of); }
};
template <>
struct session_parts<database> {
    using home = no_module;
    static sqlite::connection& connection(database& of) { return of.connection(); }
};

template <class Iterator>
struct row_slice {
    Iterator from, to;

    Iterator begin() const { return from; }
    Iterator end() const { return to; }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// What is done to rows of T's table again and again, in a session (or `database`) of the caller, which
/// commits. A value without state. `key…` are the values of the primary key, in its order. Everything is an
/// ordinary statement: what it refuses while compiling, and what it throws, is the session's.
template <class T>
class repository {
    using keyed = detail::keyed<T>;
    static constexpr bool has_key = detail::accept_table<T>() && detail::primary_fields<T>::count > 0;
    static_assert(has_key, "a repository's table has a primary key");

public:
    /// Inserts a row, and returns it as it is stored, with its key and its defaults: from the struct itself,
    /// any aggregate whose fields are some of the columns, or named values.
    template <class Session, class... Values>
    T create(Session& session, Values&&... values) const {
        return session(keyed::create, static_cast<Values&&>(values)...).one();
    }

    /// The same, with the key that the struct has, where the database would give one.
    template <class Session>
    T create_with_key(Session& session, const T& row) const {
        return session(keyed::create_with_key, row).one();
    }

    /// Inserts a range of structs (read twice or more): all of them, or none. After each thousand rows, and
    /// at the end, `progress(done, all)` is called; what it throws takes everything back.
    template <class Session, class Range, class Progress = std::nullptr_t>
    written create_all(Session& session, const Range& rows, Progress&& progress = nullptr) const {
        constexpr std::int64_t at_once = 1000;
        const std::int64_t count = std::distance(std::begin(rows), std::end(rows));
        auto scope = sqlite::begin_atomic(detail::session_parts<Session>::connection(session));
        written total;
        auto at = std::begin(rows);
        while (total.rows < count) {
            auto end = at;
            std::advance(end, std::min(at_once, count - total.rows));
            const written some = session(insert<T>(), detail::row_slice<decltype(at)>{at, end});
            total.rows += some.rows;
            total.last_id = some.last_id;
            at = end;
            if constexpr (!std::is_same_v<std::remove_cvref_t<Progress>, std::nullptr_t>)
                progress(total.rows, count);
        }
        scope.commit();
        return total;
    }

    /// The row with the key, if there is one.
    template <class Session, class... Keys>
    std::optional<T> find(Session& session, const Keys&... key) const {
        check_key<Keys...>();
        return keyed::run(session, keyed::get, key...).first();
    }

    /// The row with the key; throws `query_error` NOT_FOUND.
    template <class Session, class... Keys>
    T get(Session& session, const Keys&... key) const {
        check_key<Keys...>();
        return keyed::run(session, keyed::get, key...).one();
    }

    /// The first row, by the order of the key, whose column has the value: `find_by<"email">(session,
    /// email)`.
    template <fixed_string Column, class Session, class Value>
    std::optional<T> find_by(Session& session, const Value& value) const {
        static constexpr auto query = keyed::in_order(select<T>().where(by<Column>())).limit(constant<1>);
        return session(query, placeholder<"tenon_value">{} = value).first();
    }

    /// All rows whose column has the value, in the order of the key.
    template <fixed_string Column, class Session, class Value>
    std::vector<T> list_by(Session& session, const Value& value) const {
        static constexpr auto query = keyed::in_order(select<T>().where(by<Column>()));
        return session(query, placeholder<"tenon_value">{} = value).all();
    }

    /// All rows, in the order of the key.
    template <class Session>
    std::vector<T> list(Session& session) const {
        return session(keyed::list).all();
    }

    /// So many rows after leaving out the first ones, in the order of the key.
    template <class Session>
    std::vector<T> page(Session& session, std::int64_t rows, std::int64_t offset = 0) const {
        return session(keyed::page, placeholder<"tenon_rows">{} = rows,
                       placeholder<"tenon_offset">{} = offset)
            .all();
    }

    /// The rows for which a condition holds, in the order of the key: `list_where(session, "active"_c)`;
    /// with the values of its placeholders.
    template <class Session, class Condition, class... Arguments>
    std::vector<T> list_where(Session& session, const Condition& condition, Arguments&&... arguments) const {
        return session(keyed::in_order(select<T>().where(condition)), static_cast<Arguments&&>(arguments)...)
            .all();
    }

    /// How many rows there are.
    template <class Session>
    std::int64_t count(Session& session) const {
        static constexpr auto query = select(tenon::count()).template from<T>();
        return session(query).scalar();
    }

    /// Writes the columns whose fields in `changes` have a value (a struct of `std::optional` fields that
    /// bear columns' names; those of a column that may be NULL are optional twice), and returns the row as it
    /// is then. Throws `query_error` NOT_FOUND.
    template <class Session, class Changes, class... Keys>
        requires(detail::row_struct<Changes>)
    T update(Session& session, const Changes& changes, const Keys&... key) const {
        check_key<Keys...>();
        if constexpr (detail::accept_changes<T, Changes>())
            write(session, [&](const auto& visit) { detail::visit_given<T>(changes, visit); }, key...);
        return get(session, key...);
    }

    /// Writes what differs between a row as it was read and as it is to be, and nothing else; returns it as
    /// it is then. Fields that can't be compared are written. Throws `query_error` NOT_FOUND, `usage_error`
    /// KEY_CHANGED where the keys differ.
    template <class Session>
    T save(Session& session, const T& before, const T& after) const {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            const auto& context = detail::session_parts<Session>::connection(session).context();
            if ((detail::differs(key_of<I>(before), key_of<I>(after)) || ...))
                sqlite::fail(category::usage, "KEY_CHANGED",
                             "the key of a row of `" + std::string(table_info_of<T>().name) +
                                 "` can't be changed by saving it: create another row, or UPDATE it",
                             {}, context);
            write(
                session, [&](const auto& visit) { detail::visit_changed(before, after, visit); },
                key_of<I>(after)...);
            return get(session, key_of<I>(after)...);
        }(typename keyed::places{});
    }

    /// Deletes the row with the key; whether there was one.
    template <class Session, class... Keys>
    bool remove(Session& session, const Keys&... key) const {
        check_key<Keys...>();
        return keyed::run(session, keyed::remove, key...).rows != 0;
    }

private:
    template <fixed_string Column>
    static constexpr auto by() {
        return column_name<Column>{} == placeholder<"tenon_value">{};
    }

    template <class... Keys>
    static constexpr void check_key() {
        static_assert(sizeof...(Keys) == detail::primary_fields<T>::count,
                      "give a value for each column of the primary key");
    }

    template <std::size_t I>
    static const auto& key_of(const T& row) {
        return field<static_cast<std::size_t>(detail::primary_fields<T>::key.columns[I])>(row);
    }

    template <class Session, class Each, class... Keys>
    static void write(Session& session, const Each& each, const Keys&... key) {
        using parts = detail::session_parts<Session>;
        if (!detail::write_columns<T, typename parts::home>(parts::connection(session), each, key...))
            sqlite::fail(category::query, "NOT_FOUND",
                         "`" + std::string(table_info_of<T>().name) + "` has no row with this key", {},
                         parts::connection(session).context());
    }
};

}  // namespace tenon::inline v0
