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
    return binary<Code, lifted<L>, lifted<R>, Flags>(lift(static_cast<L&&>(left)),
                                                     lift(static_cast<R&&>(right)));
}

template <class E, op Code>
inline constexpr bool is_chain = false;

template <op Code, class Sequence, std::uint16_t Flags, fixed_string Text>
inline constexpr bool is_chain<nary<Code, Sequence, Flags, Text>, Code> = true;

// A chain of AND or OR stays one node, however long.
template <op Code, class L, class R>
[[gnu::always_inline]] constexpr auto make_chain(L&& left, R&& right) {
    using left_type = lifted<L>;
    if constexpr (is_chain<left_type, Code>) {
        auto chain = lift(static_cast<L&&>(left));
        auto terms = append_all(std::move(chain.operands), static_cast<R&&>(right));
        return nary<Code, decltype(terms)>(std::move(terms));
    } else {
        auto terms = make_sequence(static_cast<L&&>(left), static_cast<R&&>(right));
        return nary<Code, decltype(terms)>(std::move(terms));
    }
}

// The operators stand beside the tag that all expressions derive from: that is how they are found.

/// `=`; NULL equals nothing: see `is_null` and `is_not_distinct_from`.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator==(L&& left, R&& right) {
    return make_binary<op::equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator!=(L&& left, R&& right) {
    return make_binary<op::not_equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator<(L&& left, R&& right) {
    return make_binary<op::less>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator<=(L&& left, R&& right) {
    return make_binary<op::less_equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator>(L&& left, R&& right) {
    return make_binary<op::greater>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator>=(L&& left, R&& right) {
    return make_binary<op::greater_equal>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `AND`
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator&&(L&& left, R&& right) {
    return make_chain<op::and_>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `OR`
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator||(L&& left, R&& right) {
    return make_chain<op::or_>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `NOT`
template <class E>
    requires expression<std::remove_cvref_t<E>>
[[gnu::always_inline]] constexpr auto operator!(E&& operand) {
    return unary<op::not_, lifted<E>>(lift(static_cast<E&&>(operand)));
}

template <class E>
    requires expression<std::remove_cvref_t<E>>
[[gnu::always_inline]] constexpr auto operator-(E&& operand) {
    return unary<op::negate, lifted<E>>(lift(static_cast<E&&>(operand)));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator+(L&& left, R&& right) {
    return make_binary<op::add>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator-(L&& left, R&& right) {
    return make_binary<op::subtract>(static_cast<L&&>(left), static_cast<R&&>(right));
}

template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator*(L&& left, R&& right) {
    return make_binary<op::multiply>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `/`: of integers an integer; NULL when divided by zero.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator/(L&& left, R&& right) {
    return make_binary<op::divide>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// `%`: NULL when divided by zero.
template <class L, class R>
    requires either_expression<L, R>
[[gnu::always_inline]] constexpr auto operator%(L&& left, R&& right) {
    return make_binary<op::modulo>(static_cast<L&&>(left), static_cast<R&&>(right));
}

/// What every expression can be asked for by name.
template <class Self>
struct expression_methods : expression_tag {
    /// Orders upwards: `ASC`.
    [[gnu::always_inline]] constexpr auto asc() const { return unary<op::order_term, Self>(self()); }

    /// Orders downwards: `DESC`.
    [[gnu::always_inline]] constexpr auto desc() const {
        return unary<op::order_term, Self, bits(flag::descending)>(self());
    }

    /// Names a result: `AS "name"`.
    template <fixed_string Name>
    [[gnu::always_inline]] constexpr auto as() const {
        return unary<op::result, Self, 0, Name>(self());
    }

    [[gnu::always_inline]] constexpr auto is_null() const { return unary<op::is_null, Self>(self()); }
    [[gnu::always_inline]] constexpr auto is_not_null() const {
        return unary<op::is_null, Self, bits(flag::negated)>(self());
    }

    /// `IS DISTINCT FROM`: like `<>`, but NULL is a value like any other.
    template <class T>
    [[gnu::always_inline]] constexpr auto is_distinct_from(T&& other) const {
        return make_binary<op::is_distinct>(self(), static_cast<T&&>(other));
    }

    /// `IS NOT DISTINCT FROM`: like `=`, but NULL is a value like any other.
    template <class T>
    [[gnu::always_inline]] constexpr auto is_not_distinct_from(T&& other) const {
        return make_binary<op::is_distinct, bits(flag::negated)>(self(), static_cast<T&&>(other));
    }

    /// `LIKE`: `%` stands for any text, `_` for any character; ASCII letters match in either case.
    template <class T>
    [[gnu::always_inline]] constexpr auto like(T&& pattern) const {
        return make_nary<op::like>(static_cast<T&&>(pattern));
    }

    /// `LIKE … ESCAPE`: the escape character makes `%`, `_` and itself stand for themselves.
    template <class T, class Escape>
    [[gnu::always_inline]] constexpr auto like(T&& pattern, Escape&& escape) const {
        return make_nary<op::like>(static_cast<T&&>(pattern), static_cast<Escape&&>(escape));
    }

    template <class T>
    [[gnu::always_inline]] constexpr auto not_like(T&& pattern) const {
        return make_nary<op::like, bits(flag::negated)>(static_cast<T&&>(pattern));
    }

    /// `GLOB`: `*` stands for any text, `?` for any character; case matters.
    template <class T>
    [[gnu::always_inline]] constexpr auto glob(T&& pattern) const {
        return make_nary<op::glob>(static_cast<T&&>(pattern));
    }

    /// `IN (…)`
    template <class... T>
        requires(sizeof...(T) > 0)
    [[gnu::always_inline]] constexpr auto in(T&&... values) const {
        return make_nary<op::in>(static_cast<T&&>(values)...);
    }

    template <class... T>
        requires(sizeof...(T) > 0)
    [[gnu::always_inline]] constexpr auto not_in(T&&... values) const {
        return make_nary<op::in, bits(flag::negated)>(static_cast<T&&>(values)...);
    }

    /// `BETWEEN … AND …`, both ends included.
    template <class L, class R>
    [[gnu::always_inline]] constexpr auto between(L&& least, R&& most) const {
        return make_nary<op::between>(static_cast<L&&>(least), static_cast<R&&>(most));
    }

    template <class L, class R>
    [[gnu::always_inline]] constexpr auto not_between(L&& least, R&& most) const {
        return make_nary<op::between, bits(flag::negated)>(static_cast<L&&>(least), static_cast<R&&>(most));
    }

    /// `COLLATE`: BINARY, NOCASE or RTRIM.
    template <fixed_string Name>
    [[gnu::always_inline]] constexpr auto collate() const {
        return unary<op::collate, Self, 0, Name>(self());
    }

private:
    [[gnu::always_inline]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }

    template <op Code, std::uint16_t Flags = 0, class... T>
    [[gnu::always_inline]] constexpr auto make_nary(T&&... values) const {
        auto operands = make_sequence(self(), static_cast<T&&>(values)...);
        return nary<Code, decltype(operands), Flags>(std::move(operands));
    }
};

}  // namespace tenon::inline v0::detail
