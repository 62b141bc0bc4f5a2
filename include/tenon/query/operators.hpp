// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/expression.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class L, class R>
concept either_expression = expression<std::remove_cvref_t<L>> || expression<std::remove_cvref_t<R>>;

template <op Code, std::uint16_t Flags = 0, class L, class R>
[[gnu::always_inline]] constexpr auto make_binary(L&& left, R&& right) {
    return binary<Code, lifted<L>, lifted<R>, Flags>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class E, op Code>
inline constexpr bool is_chain = false;

template <op Code, class Sequence, std::uint16_t Flags, fixed_string Text>
inline constexpr bool is_chain<nary<Code, Sequence, Flags, Text>, Code> = true;

// A chain of AND or OR stays one node, however long.
template <op Code, class L, class R>
[[gnu::always_inline]] constexpr auto make_chain(L&& left, R&& right) {
    if constexpr (is_chain<lifted<L>, Code>) {
        auto terms = append_all(left.operands, static_cast<R&&>(right));
        return nary<Code, decltype(terms)>{{}, static_cast<decltype(terms)&&>(terms)};
    } else {
        auto terms = make_sequence(static_cast<L&&>(left), static_cast<R&&>(right));
        return nary<Code, decltype(terms)>{{}, static_cast<decltype(terms)&&>(terms)};
    }
}

// The operators stand beside the tag that all expressions derive from: that is how they are found.

/// `=`; NULL equals nothing: see `is_null` and `is_not_distinct_from`.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator==(L&& left, R&& right) {
    return binary<op::equal, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator!=(L&& left, R&& right) {
    return binary<op::not_equal, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator<(L&& left, R&& right) {
    return binary<op::less, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator<=(L&& left, R&& right) {
    return binary<op::less_equal, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator>(L&& left, R&& right) {
    return binary<op::greater, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator>=(L&& left, R&& right) {
    return binary<op::greater_equal, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

/// `AND`
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator&&(L&& left, R&& right) {
    if constexpr (is_chain<lifted<L>, op::and_> || captures<lifted<L>, lifted<R>>)
        return make_chain<op::and_>(static_cast<L&&>(left), static_cast<R&&>(right));
    else
        return nary<op::and_, sequence<lifted<L>, lifted<R>>>{};
}

/// `OR`
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator||(L&& left, R&& right) {
    if constexpr (is_chain<lifted<L>, op::or_> || captures<lifted<L>, lifted<R>>)
        return make_chain<op::or_>(static_cast<L&&>(left), static_cast<R&&>(right));
    else
        return nary<op::or_, sequence<lifted<L>, lifted<R>>>{};
}

/// `NOT`
template <class E>
    requires expression<std::remove_cvref_t<E>>
[[gnu::always_inline]] constexpr auto operator!(E&& operand) {
    return unary<op::not_, lifted<E>>{{}, static_cast<E&&>(operand)};
}

template <class E>
    requires expression<std::remove_cvref_t<E>>
[[gnu::always_inline]] constexpr auto operator-(E&& operand) {
    return unary<op::negate, lifted<E>>{{}, static_cast<E&&>(operand)};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator+(L&& left, R&& right) {
    return binary<op::add, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator-(L&& left, R&& right) {
    return binary<op::subtract, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator*(L&& left, R&& right) {
    return binary<op::multiply, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

/// `/`: of integers an integer; NULL when divided by zero.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator/(L&& left, R&& right) {
    return binary<op::divide, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

/// `%`: NULL when divided by zero.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator%(L&& left, R&& right) {
    return binary<op::modulo, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

/// Bit operators, of integers.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator&(L&& left, R&& right) {
    return binary<op::bit_and, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator|(L&& left, R&& right) {
    return binary<op::bit_or, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator<<(L&& left, R&& right) {
    return binary<op::shift_left, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator>>(L&& left, R&& right) {
    return binary<op::shift_right, lifted<L>, lifted<R>>{
        {}, lifted<L>(static_cast<L&&>(left)), lifted<R>(static_cast<R&&>(right))};
}

template <class E>
    requires expression<std::remove_cvref_t<E>>
[[gnu::always_inline]] constexpr auto operator~(E&& operand) {
    return unary<op::bit_not, lifted<E>>{{}, static_cast<E&&>(operand)};
}

}  // namespace tenon::inline v0::detail
