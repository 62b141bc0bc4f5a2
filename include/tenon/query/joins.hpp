// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/longer.hpp>
#include <tenon/query/sources.hpp>

namespace tenon::inline v0::detail {

/// USING: columns of one name on both sides.
template <class... Names>
struct using_list {
    enum : tally { size = sizeof...(Names) * one_node, reach = 0 };

    static constexpr void lower_condition(tree& t, sibling_list& list) {
        (list.add(t, lower_name<Names>(t)), ...);
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}

private:
    template <class Name>
    static constexpr int lower_name(tree& t) {
        const int index = Name::lower(t);
        t.nodes[index].code = op::using_;
        return index;
    }
};

template <class... Names>
struct types_in_<using_list<Names...>> {
    using type = types<>;
};

struct no_condition {
    enum : tally { size = 0, reach = 0 };

    static constexpr void lower_condition(tree&, sibling_list&) {}

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

template <class On>
struct on_condition {
    enum : tally { size = On::size, reach = On::reach };

    On on;

    static constexpr void lower_condition(tree& t, sibling_list& list) { list.add(t, On::lower(t)); }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        on.each_captured(visit);
    }
};

template <class On>
struct types_in_<on_condition<On>> {
    using type = types_in<On>;
};

template <class T>
inline constexpr bool is_using_list = false;
template <class... Names>
inline constexpr bool is_using_list<using_list<Names...>> = true;

template <class T>
[[gnu::always_inline]] constexpr auto make_condition(T&& on) {
    if constexpr (is_using_list<std::remove_cvref_t<T>>)
        return on;
    else
        return on_condition<lifted<T>>{lifted<T>(static_cast<T&&>(on))};
}

template <op Code, class Source, class On>
struct join_clause : source_clause {
    using origin_types = joined<typename Source::origin_types, types_in<On>>;
    enum : tally { size = one_node + Source::size + On::size, reach = tally{Source::reach} + On::reach };

    Source source;
    On on;

    static constexpr void lower_source(tree& t, sibling_list& list) {
        sibling_list parts;
        parts.add(t, Source::lower(t));
        On::lower_condition(t, parts);
        list.add(t, parts.close(t, Code));
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<Source>) source.each_captured(visit);
        if constexpr (captures<On>) on.each_captured(visit);
    }
};

/// How sources come into a query: tables by their structs, parts of WITH by their names, queries and
/// table-valued functions as arguments under an alias.
template <class Self>
struct source_methods {
    /// `FROM table [AS alias]`
    template <class T, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto from() const {
        return longer<Self, from_clause<table_source<T, Alias>>>{{}, static_cast<const Self&>(*this)};
    }

    /// `FROM name [AS alias]`: a part of WITH.
    template <fixed_string Name, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto from() const {
        return longer<Self, from_clause<named_source<Name, Alias>>>{{}, static_cast<const Self&>(*this)};
    }

    /// `FROM (query) AS alias`, or `FROM function(…) AS alias`.
    template <fixed_string Alias, class Query>
    [[gnu::always_inline]] constexpr auto from(const Query& query) const {
        return add_source(make_source<Alias>(query));
    }

    /// `JOIN table [AS alias] ON condition`, or USING where `using_` is given.
    template <class T, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto join(On&& on) const {
        if constexpr (captures<lifted<On>>)
            return add_join<op::join>(table_source<T, Alias>{}, static_cast<On&&>(on));
        else
            return longer<Self, join_clause<op::join, table_source<T, Alias>, on_condition<lifted<On>>>>{
                {}, static_cast<const Self&>(*this)};
    }
    template <fixed_string Name, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto join(On&& on) const {
        return add_join<op::join>(named_source<Name, Alias>{}, static_cast<On&&>(on));
    }
    template <fixed_string Alias, class Query, class On>
    [[gnu::always_inline]] constexpr auto join(const Query& query, On&& on) const {
        return add_join<op::join>(make_source<Alias>(query), static_cast<On&&>(on));
    }

    /// `LEFT JOIN`: columns of the joined source become optional.
    template <class T, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto left_join(On&& on) const {
        if constexpr (captures<lifted<On>>)
            return add_join<op::left_join>(table_source<T, Alias>{}, static_cast<On&&>(on));
        else
            return longer<Self, join_clause<op::left_join, table_source<T, Alias>, on_condition<lifted<On>>>>{
                {}, static_cast<const Self&>(*this)};
    }
    template <fixed_string Name, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto left_join(On&& on) const {
        return add_join<op::left_join>(named_source<Name, Alias>{}, static_cast<On&&>(on));
    }
    template <fixed_string Alias, class Query, class On>
    [[gnu::always_inline]] constexpr auto left_join(const Query& query, On&& on) const {
        return add_join<op::left_join>(make_source<Alias>(query), static_cast<On&&>(on));
    }

    /// `RIGHT JOIN`: columns of all sources before it become optional.
    template <class T, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto right_join(On&& on) const {
        return add_join<op::right_join>(table_source<T, Alias>{}, static_cast<On&&>(on));
    }
    template <fixed_string Name, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto right_join(On&& on) const {
        return add_join<op::right_join>(named_source<Name, Alias>{}, static_cast<On&&>(on));
    }
    template <fixed_string Alias, class Query, class On>
    [[gnu::always_inline]] constexpr auto right_join(const Query& query, On&& on) const {
        return add_join<op::right_join>(make_source<Alias>(query), static_cast<On&&>(on));
    }

    /// `FULL JOIN`: columns of both sides become optional.
    template <class T, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto full_join(On&& on) const {
        return add_join<op::full_join>(table_source<T, Alias>{}, static_cast<On&&>(on));
    }
    template <fixed_string Name, fixed_string Alias = "", class On>
    [[gnu::always_inline]] constexpr auto full_join(On&& on) const {
        return add_join<op::full_join>(named_source<Name, Alias>{}, static_cast<On&&>(on));
    }
    template <fixed_string Alias, class Query, class On>
    [[gnu::always_inline]] constexpr auto full_join(const Query& query, On&& on) const {
        return add_join<op::full_join>(make_source<Alias>(query), static_cast<On&&>(on));
    }

    /// `CROSS JOIN`: every row with every row.
    template <class T, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto cross_join() const {
        return static_cast<const Self&>(*this).with(
            join_clause<op::cross_join, table_source<T, Alias>, no_condition>{{}, {}, {}});
    }
    template <fixed_string Name, fixed_string Alias = "">
    [[gnu::always_inline]] constexpr auto cross_join() const {
        return static_cast<const Self&>(*this).with(
            join_clause<op::cross_join, named_source<Name, Alias>, no_condition>{{}, {}, {}});
    }
    template <fixed_string Alias, class Query>
    [[gnu::always_inline]] constexpr auto cross_join(const Query& query) const {
        auto source = make_source<Alias>(query);
        return static_cast<const Self&>(*this).with(
            join_clause<op::cross_join, decltype(source), no_condition>{
                {}, static_cast<decltype(source)&&>(source), {}});
    }

private:
    template <class Source>
    [[gnu::always_inline]] constexpr auto add_source(Source source) const {
        return static_cast<const Self&>(*this).with(from_clause<Source>{{}, static_cast<Source&&>(source)});
    }

    template <op Code, class Source, class On>
    [[gnu::always_inline]] constexpr auto add_join(Source source, On&& on) const {
        auto condition = make_condition(static_cast<On&&>(on));
        return static_cast<const Self&>(*this).with(join_clause<Code, Source, decltype(condition)>{
            {}, static_cast<Source&&>(source), static_cast<decltype(condition)&&>(condition)});
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// `USING (columns)`, in place of a join's condition: columns that both sides have.
template <class... Names>
[[gnu::always_inline]] constexpr detail::using_list<Names...> using_(Names...) {
    return {};
}

}  // namespace tenon::inline v0
