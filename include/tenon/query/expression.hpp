// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/meta/fixed_string.hpp>
#include <tenon/meta/types.hpp>
#include <tenon/query/query_facts.hpp>
#include <tenon/query/sequence.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/types.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

// The builder's functions are inlined even where nothing is optimised: each exists once per query, and their
// names, which spell the query, would make up most of an object file.

/// Marks the types of the builder's expressions. Each has
/// - enumerators `size` and `reach`: what it adds to a tree, see `tally`;
/// - `static constexpr int lower(tree&)`: adds its nodes, children first, and returns its own;
/// - `each_captured(visit)`: visits the C++ values in it, in the order in which they are lowered.
struct expression_tag {};

/// Marks `column = value`, which is no expression; the checker says so where it stands for one.
struct assignment_tag {};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// An SQL expression under construction.
template <class T>
concept expression = __is_base_of(detail::expression_tag, T);

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Self>
struct expression_methods;

constexpr std::uint16_t bits(flag f) { return static_cast<std::uint16_t>(f); }

/// An operator, function or ordering over one expression.
template <op Code, class E, std::uint16_t Flags = 0, fixed_string Text = "">
struct unary : expression_methods<unary<Code, E, Flags, Text>> {
    enum : tally { size = E::size + one_node, reach = E::reach };

    E operand;

    static constexpr int lower(tree& t) {
        const int index = t.unary(Code, E::lower(t));
        t.nodes[index].flags = Flags;
        t.nodes[index].text = stored<Text>.view();
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<E>) operand.each_captured(visit);
    }
};

/// An operator over two expressions.
template <op Code, class L, class R, std::uint16_t Flags = 0>
struct binary : expression_methods<binary<Code, L, R, Flags>> {
    enum : tally { size = one_node + L::size + R::size, reach = tally{L::reach} + R::reach };

    L left;
    R right;

    static constexpr int lower(tree& t) {
        const int l = L::lower(t);
        const int index = t.binary(Code, l, R::lower(t));
        t.nodes[index].flags = Flags;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<L>) left.each_captured(visit);
        if constexpr (captures<R>) right.each_captured(visit);
    }
};

/// An operator or function over any number of expressions.
template <op Code, class Sequence, std::uint16_t Flags = 0, fixed_string Text = "">
struct nary;

template <op Code, class... E, std::uint16_t Flags, fixed_string Text>
struct nary<Code, sequence<E...>, Flags, Text> : expression_methods<nary<Code, sequence<E...>, Flags, Text>> {
    enum : tally { size = sequence<E...>::size + one_node, reach = sequence<E...>::reach };

    sequence<E...> operands;

    static constexpr int lower(tree& t) {
        sibling_list list;
        (list.add(t, E::lower(t)), ...);
        const int index = list.close(t, Code, stored<Text>.view());
        t.nodes[index].flags = Flags;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<E...>) operands.each_captured(visit);
    }
};

/// A C++ value: bound when the statement runs.
template <class T>
struct captured : expression_methods<captured<T>> {
    enum : tally { size = one_node + one_parameter + one_captured, reach = 0 };

    T value;

    [[gnu::always_inline]] constexpr explicit captured(T v) : value(static_cast<T&&>(v)) {}

    template <class Char, std::size_t N>
    [[gnu::always_inline]] constexpr explicit captured(Char (&text)[N]) : value(text_of(text)) {}

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::captured);
        t.nodes[index].type = type_of<T>;
        t.nodes[index].column = t.next_captured++;
        if constexpr (type_of<T>.storage == kind::unknown)
            t.fail(problem_kind::no_codec, index, type_name<T>());
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        visit(value);
    }
};

/// NULL as written in a comparison, which the checker refuses with a hint.
struct null_literal : expression_tag {
    enum : tally { size = one_node, reach = 0 };

    constexpr null_literal() = default;
    template <class Null>
    constexpr explicit null_literal(Null) {}

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::literal, "NULL");
        t.nodes[index].type = {kind::null, true, nullptr};
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&&) const {}
};

// A literal lives for ever; a buffer may be gone before the query.
template <class Array>
using array_text = std::conditional_t<std::is_const_v<std::remove_extent_t<std::remove_reference_t<Array>>>,
                                      std::string_view, std::string>;

template <class T>
struct lifted_ {
    using type = captured<T>;
};

template <class T>
    requires(__is_base_of(expression_tag, T) || __is_base_of(assignment_tag, T))
struct lifted_<T> {
    using type = T;
};

template <class T>
    requires(__is_base_of(query_tag, T))
struct lifted_<T> {
    using type = subquery<T, false>;
};

template <class T>
    requires(__is_same(T, std::nullopt_t) || __is_same(T, std::nullptr_t))
struct lifted_<T> {
    using type = null_literal;
};

template <class T>
struct lifted_<const T> : lifted_<T> {};
template <class T>
struct lifted_<T&> : lifted_<T> {};
template <class T>
struct lifted_<T&&> : lifted_<T> {};

template <class T, std::size_t N>
struct lifted_<T[N]> {
    using type = captured<array_text<T[N]>>;
};
template <class T, std::size_t N>
struct lifted_<const T[N]> {
    using type = captured<array_text<const T[N]>>;
};

/// What a C++ value or expression becomes inside an expression; values convert to it.
template <class T>
using lifted = typename lifted_<T>::type;

/// Lifts each value and puts them in a row.
template <class... T>
[[gnu::always_inline]] constexpr auto make_sequence(T&&... values) {
    using list = sequence<lifted<T>...>;
    if constexpr (captures<lifted<T>...>)
        return list{{{lifted<T>(static_cast<T&&>(values))}...}};
    else
        return list{};
}

template <class List, class... E, std::size_t... I, class... T>
[[gnu::always_inline]] constexpr List append_to(const sequence<E...>& before, std::index_sequence<I...>,
                                                T&&... values) {
    return List{{{part_at<I, E>(before)}..., {lifted<T>(static_cast<T&&>(values))}...}};
}

/// The same, behind those of another row.
template <class... E, class... T>
[[gnu::always_inline]] constexpr auto append_all(const sequence<E...>& before, T&&... values) {
    using list = sequence<E..., lifted<T>...>;
    if constexpr (!captures<E..., lifted<T>...>)
        return list{};
    else if constexpr (captures<E...>)
        return append_to<list>(before, std::index_sequence_for<E...>{}, static_cast<T&&>(values)...);
    else
        return list{{{E{}}..., {lifted<T>(static_cast<T&&>(values))}...}};
}

template <op Code, class E, std::uint16_t Flags, fixed_string Text>
struct types_in_<unary<Code, E, Flags, Text>> {
    using type = types_in<E>;
};

template <op Code, class L, class R, std::uint16_t Flags>
struct types_in_<binary<Code, L, R, Flags>> {
    using type = joined<types_in<L>, types_in<R>>;
};

template <class... E>
struct types_in_<sequence<E...>> {
    using type = joined<types_in<E>...>;
};

template <op Code, class Sequence, std::uint16_t Flags, fixed_string Text>
struct types_in_<nary<Code, Sequence, Flags, Text>> {
    using type = types_in<Sequence>;
};

}  // namespace tenon::inline v0::detail
