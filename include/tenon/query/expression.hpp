// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/meta/fixed_string.hpp>
#include <tenon/meta/types.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/types.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

// The builder's functions are inlined even where nothing is optimised: each exists once per query, and their
// names, which spell the query, would make up most of an object file.

/// Marks the types of the builder's expressions. Each has
/// - `static constexpr tree_size size`: what it adds to a tree;
/// - `static constexpr int lower(tree&)`: adds its nodes, children first, and returns its own;
/// - `each_captured(visit)`: visits the C++ values in it, in the order in which they are lowered.
struct expression_tag {};

/// Marks statements of the builder.
struct query_tag {};

template <class Query, bool Listed>
struct subquery;

template <class Query, bool WithWith = true>
constexpr int lower_query(tree& t);

/// The C++ types that an expression brings to its query's list, in the order in which they are lowered;
/// looked for only where there are any.
template <class E>
struct types_in_;

template <class E>
constexpr auto find_types() {
    if constexpr (E::size.types == 0)
        return types<>{};
    else
        return typename types_in_<E>::type{};
}

template <class E>
using types_in = decltype(find_types<E>());

/// Marks `column = value`, which is no expression; the checker says so where it stands for one.
struct assignment_tag {};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// An SQL expression under construction.
template <class T>
concept expression = std::is_base_of_v<detail::expression_tag, T>;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Self>
struct expression_methods;

constexpr std::uint16_t bits(flag f) { return static_cast<std::uint16_t>(f); }

/// An operator, function or ordering over one expression.
template <op Code, class E, std::uint16_t Flags = 0, fixed_string Text = "">
struct unary : expression_methods<unary<Code, E, Flags, Text>> {
    static constexpr tree_size size = E::size + tree_size{1};
    static constexpr op code = Code;

    E operand;

    [[gnu::always_inline]] constexpr explicit unary(E e) : operand(static_cast<E&&>(e)) {}

    static constexpr int lower(tree& t) {
        const int index = t.unary(Code, E::lower(t));
        t[index].flags = Flags;
        t[index].text = text.view();
        return index;
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        if constexpr (size.captured > 0) operand.each_captured(visit);
    }

private:
    static constexpr fixed_string text = Text;
};

/// An operator over two expressions.
template <op Code, class L, class R, std::uint16_t Flags = 0>
struct binary : expression_methods<binary<Code, L, R, Flags>> {
    static constexpr tree_size size = L::size + R::size + tree_size{1};
    static constexpr op code = Code;

    L left;
    R right;

    [[gnu::always_inline]] constexpr binary(L l, R r)
        : left(static_cast<L&&>(l)), right(static_cast<R&&>(r)) {}

    static constexpr int lower(tree& t) {
        const int l = L::lower(t);
        const int index = t.binary(Code, l, R::lower(t));
        t[index].flags = Flags;
        return index;
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        if constexpr (L::size.captured > 0) left.each_captured(visit);
        if constexpr (R::size.captured > 0) right.each_captured(visit);
    }
};

/// Expressions one after the other, as a chain of pairs.
struct no_more {
    static constexpr tree_size size{};
    static constexpr int count = 0;

    static constexpr void lower_into(tree&, sibling_list&) {}

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

template <class Before, class E>
struct sequence {
    static constexpr tree_size size = Before::size + E::size;
    static constexpr int count = Before::count + 1;

    Before before;
    E last;

    [[gnu::always_inline]] constexpr sequence(Before b, E e)
        : before(static_cast<Before&&>(b)), last(static_cast<E&&>(e)) {}

    static constexpr void lower_into(tree& t, sibling_list& list) {
        Before::lower_into(t, list);
        list.add(t, E::lower(t));
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        if constexpr (Before::size.captured > 0) before.each_captured(visit);
        if constexpr (E::size.captured > 0) last.each_captured(visit);
    }
};

/// An operator or function over any number of expressions.
template <op Code, class Sequence, std::uint16_t Flags = 0, fixed_string Text = "">
struct nary : expression_methods<nary<Code, Sequence, Flags, Text>> {
    static constexpr tree_size size = Sequence::size + tree_size{1};
    static constexpr op code = Code;

    Sequence operands;

    [[gnu::always_inline]] constexpr explicit nary(Sequence s) : operands(static_cast<Sequence&&>(s)) {}

    static constexpr int lower(tree& t) {
        sibling_list list;
        Sequence::lower_into(t, list);
        const int index = list.close(t, Code, text.view());
        t[index].flags = Flags;
        return index;
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        if constexpr (size.captured > 0) operands.each_captured(visit);
    }

private:
    static constexpr fixed_string text = Text;
};

/// A C++ value: bound when the statement runs.
template <class T>
struct captured : expression_methods<captured<T>> {
    static constexpr tree_size size{1, 0, 1, 0, 1};
    static constexpr op code = op::captured;

    T value;

    [[gnu::always_inline]] constexpr explicit captured(T v) : value(static_cast<T&&>(v)) {}

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::captured);
        t[index].type = type_of<T>;
        t[index].column = t.next_captured++;
        if constexpr (type_of<T>.storage == kind::unknown)
            t.fail(problem_kind::no_codec, index, type_name<T>());
        return index;
    }

    template <class Visit>
    constexpr void each_captured(Visit&& visit) const {
        visit(value);
    }
};

/// NULL as written in a comparison, which the checker refuses with a hint.
struct null_literal : expression_tag {
    static constexpr tree_size size{1};
    static constexpr op code = op::literal;

    static constexpr int lower(tree& t) {
        const int index = t.leaf(op::literal, "NULL");
        t[index].type = {kind::null, true, nullptr};
        return index;
    }

    template <class Visit>
    constexpr void each_captured(Visit&&) const {}
};

// A literal lives for ever; a buffer may be gone before the query.
template <class Array>
using array_text = std::conditional_t<std::is_const_v<std::remove_extent_t<std::remove_reference_t<Array>>>,
                                      std::string_view, std::string>;

/// What a C++ value or expression becomes inside an expression.
template <class T>
[[gnu::always_inline]] constexpr auto lift(T&& value) {
    using plain = std::remove_cvref_t<T>;
    if constexpr (expression<plain> || std::is_base_of_v<assignment_tag, plain>)
        return plain(static_cast<T&&>(value));
    else if constexpr (std::is_base_of_v<query_tag, plain>)
        return subquery<plain, false>(static_cast<T&&>(value));
    else if constexpr (std::is_same_v<plain, std::nullopt_t> || std::is_null_pointer_v<plain>)
        return null_literal{};
    else if constexpr (std::is_array_v<std::remove_reference_t<T>>)
        return captured<array_text<T>>(array_text<T>(text_of(value)));
    else
        return captured<plain>(static_cast<T&&>(value));
}

template <class T>
using lifted = decltype(lift(std::declval<T>()));

[[gnu::always_inline]] constexpr no_more make_sequence() { return {}; }

template <class Before>
[[gnu::always_inline]] constexpr Before append_all(Before before) {
    return before;
}

template <class Before, class T, class... Rest>
[[gnu::always_inline]] constexpr auto append_all(Before before, T&& first, Rest&&... rest) {
    return append_all(
        sequence<Before, lifted<T>>(static_cast<Before&&>(before), lift(static_cast<T&&>(first))),
        static_cast<Rest&&>(rest)...);
}

/// Lifts each value and puts them in a row.
template <class... T>
[[gnu::always_inline]] constexpr auto make_sequence(T&&... values) {
    return append_all(no_more{}, static_cast<T&&>(values)...);
}

template <op Code, class E, std::uint16_t Flags, fixed_string Text>
struct types_in_<unary<Code, E, Flags, Text>> {
    using type = types_in<E>;
};

template <op Code, class L, class R, std::uint16_t Flags>
struct types_in_<binary<Code, L, R, Flags>> {
    using type = joined<types_in<L>, types_in<R>>;
};

template <class Before, class E>
struct types_in_<sequence<Before, E>> {
    using type = joined<types_in<Before>, types_in<E>>;
};

template <op Code, class Sequence, std::uint16_t Flags, fixed_string Text>
struct types_in_<nary<Code, Sequence, Flags, Text>> {
    using type = types_in<Sequence>;
};

}  // namespace tenon::inline v0::detail
