// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/methods.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

/// CASE under construction: it is an expression already, and can be continued by `when` and `else_`.
template <class Sequence, std::uint16_t Flags>
struct case_expression : nary<op::case_, Sequence, Flags> {
    /// `WHEN condition THEN result`; where a value is compared, `WHEN value THEN result`.
    template <class C, class R>
    [[gnu::always_inline]] constexpr auto when(C&& condition, R&& result) const {
        auto list = append_all(this->operands, static_cast<C&&>(condition), static_cast<R&&>(result));
        return case_expression<decltype(list), Flags>{{{}, static_cast<decltype(list)&&>(list)}};
    }

    /// `ELSE result`; without it, NULL.
    template <class R>
    [[gnu::always_inline]] constexpr auto else_(R&& result) const {
        auto list = append_all(this->operands, static_cast<R&&>(result));
        constexpr auto flags = static_cast<std::uint16_t>(Flags | bits(flag::otherwise));
        return nary<op::case_, decltype(list), flags>{{}, static_cast<decltype(list)&&>(list)};
    }
};

template <class Sequence, std::uint16_t Flags>
struct types_in_<case_expression<Sequence, Flags>> {
    using type = types_in<Sequence>;
};

template <class E>
struct compared_case {
    E operand;

    /// `WHEN value THEN result`
    template <class V, class R>
    [[gnu::always_inline]] constexpr auto when(V&& value, R&& result) const {
        auto list = make_sequence(operand, static_cast<V&&>(value), static_cast<R&&>(result));
        return case_expression<decltype(list), bits(flag::operand)>{
            {{}, static_cast<decltype(list)&&>(list)}};
    }
};

/// An expression whose value is read as T.
template <class T, class E>
struct cast_expression : expression_methods<cast_expression<T, E>> {
    enum : tally { size = E::size + one_node, reach = E::reach + one_type };

    E operand;

    static constexpr int lower(tree& t) {
        const std::int16_t type = t.next_type++;
        const int index = t.unary(op::cast, E::lower(t));
        t.nodes[index].text = column_type_name(type_of<T>.storage);
        t.nodes[index].type = type_of<T>;
        t.nodes[index].from.type = type;
        if constexpr (type_of<T>.storage == kind::unknown)
            t.fail(problem_kind::no_codec, index, type_name<T>());
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<E>) operand.each_captured(visit);
    }
};

template <class T, class E>
struct types_in_<cast_expression<T, E>> {
    using type = joined<types<plain_type<value_of<T>>>, types_in<E>>;
};

/// SQL as it stands, which yields a T.
template <class T, fixed_string Sql, class Sequence>
struct raw_expression : expression_methods<raw_expression<T, Sql, Sequence>> {
    enum : tally { size = Sequence::size + one_node, reach = Sequence::reach + one_type };

    Sequence operands;

    static constexpr int lower(tree& t) {
        const std::int16_t type = t.next_type++;
        sibling_list list;
        Sequence::lower_into(t, list);
        const int index = list.close(t, op::raw, stored<Sql>.view());
        t.nodes[index].type = type_of<T>;
        t.nodes[index].from.type = type;
        return index;
    }

    template <class Visit>
    [[gnu::always_inline]] constexpr void each_captured(Visit&& visit) const {
        if constexpr (captures<Sequence>) operands.each_captured(visit);
    }
};

template <class T, fixed_string Sql, class Sequence>
struct types_in_<raw_expression<T, Sql, Sequence>> {
    using type = joined<types<plain_type<value_of<T>>>, types_in<Sequence>>;
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// `CASE WHEN condition THEN result …`, continued by `.when(condition, result)` and `.else_(result)`: the
/// result of the first condition that holds.
template <class C, class R>
[[gnu::always_inline]] constexpr auto case_when(C&& condition, R&& result) {
    auto list = detail::make_sequence(static_cast<C&&>(condition), static_cast<R&&>(result));
    return detail::case_expression<decltype(list), 0>{{{}, static_cast<decltype(list)&&>(list)}};
}

/// `CASE value …`, continued by `.when(other, result)` and `.else_(result)`: the result of the first that is
/// equal.
template <class E>
[[gnu::always_inline]] constexpr auto case_of(E&& value) {
    return detail::compared_case<detail::lifted<E>>{detail::lifted<E>(static_cast<E&&>(value))};
}

/// `CAST(value AS …)`, to the storage of T and read as T: also where the checker can't know what a value is,
/// as in `cast<double>(json_extract(…))`. NULL stays NULL.
template <class T, class E>
[[gnu::always_inline]] constexpr auto cast(E&& value) {
    return detail::cast_expression<T, detail::lifted<E>>{{}, detail::lifted<E>(static_cast<E&&>(value))};
}

/// Several values in one, to be compared with others: `(a, b) = (c, d)`, `(a, b) IN (SELECT …)`.
template <class... E>
[[gnu::always_inline]] constexpr auto row_value(E&&... values) {
    auto list = detail::make_sequence(static_cast<E&&>(values)...);
    return detail::nary<detail::op::row_value, decltype(list)>{{}, static_cast<decltype(list)&&>(list)};
}

/// SQL that the checker does not look into and that yields a T (an optional where it may be NULL); each `?`
/// stands for one of the arguments: `raw<double, "total * ?">(1.1)`. Its columns' names are not checked.
template <class T, fixed_string Sql, class... E>
[[gnu::always_inline]] constexpr auto raw(E&&... arguments) {
    auto list = detail::make_sequence(static_cast<E&&>(arguments)...);
    return detail::raw_expression<T, Sql, decltype(list)>{{}, static_cast<decltype(list)&&>(list)};
}

}  // namespace tenon::inline v0
