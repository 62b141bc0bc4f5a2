// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/statement/arguments.hpp>
#include <tenon/types/bind.hpp>
#include <tenon/types/list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

/// Where a value goes: the parameter's number in the text (0: nowhere), and what must hold for it.
struct parameter_place {
    int number = 0;
    bool real = false;
    bool limited = false;  // it goes into a column of a narrower integer type
    integer_limits limits{};
    std::string_view name{};
};

constexpr parameter_place place_of(const parameter& p) {
    const bool narrow = p.limits != integer_limits{};
    return {p.number, p.real || p.type.storage == kind::real, p.stored && narrow, p.limits, p.name};
}

/// As many places as a call has values.
template <std::size_t N>
struct place_list {
    parameter_place places[N == 0 ? 1 : N]{};
};

template <std::size_t N>
constexpr place_list<N> find_places(const parameter* parameters, int count,
                                    const std::array<given_argument, N>& given) {
    place_list<N> result;
    for (std::size_t i = 0; i < N; ++i)
        if (const int found = find_parameter(parameters, count, given[i].name); found >= 0)
            result.places[i] = place_of(parameters[found]);
    return result;
}

template <std::size_t N>
constexpr place_list<N> find_captured(const parameter* parameters, int count) {
    place_list<N> result;
    for (int i = 0; i < count; ++i)
        if (parameters[i].captured >= 0) result.places[parameters[i].captured] = place_of(parameters[i]);
    return result;
}

/// Where the arguments of a call go, in their order.
template <class Query, class Given>
inline constexpr auto argument_places =
    find_places(compiled<Query>.parameters, compiled<Query>.parameter_count, Given::given());

/// Where the captured values of a query go, in the order in which they are visited.
template <class Query>
inline constexpr auto captured_places =
    find_captured<facts_of<Query>.size.captured>(compiled<Query>.parameters, compiled<Query>.parameter_count);

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_argument(std::string_view name, const char* why) {
    error what;
    what.code = "VALUE_OUT_OF_RANGE";
    what.category = category::value;
    what.message = (name.empty() ? std::string("a value") : "`:" + std::string(name) + "`") + ' ' + why;
    raise(std::move(what));
}

// An integer bound as a real must come back as the same number.
template <class Cursor, class T>
void bind_as_real(Cursor& cursor, const parameter_place& place, const T& value) {
    const double real = static_cast<double>(value);
    if constexpr (sizeof(T) > 4)
        if (std::cmp_greater(value, std::int64_t{1} << 53) || std::cmp_less(value, -(std::int64_t{1} << 53)))
            refuse_argument(place.name, "is an integer beyond 2^53, which a REAL can't hold exactly");
    cursor.bind_real(place.number, real);
}

template <class T>
inline constexpr bool is_plain_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;

/// Binds a value that the checker has found to fit; its codec may still refuse it. `T` may be const.
template <class Cursor, class T>
[[gnu::always_inline]] inline void bind_argument(Cursor& cursor, const parameter_place& place, T& value,
                                                 lifetime keep) {
    using plain = std::remove_cv_t<T>;
    if constexpr (bindable_list<plain>) {
        cursor.bind_list(place.number, value, keep);
    } else if constexpr (is_optional<plain>) {
        if (value)
            bind_argument(cursor, place, *value, keep);
        else
            cursor.bind_null(place.number);
    } else if constexpr (is_plain_integer<plain>) {
        if (place.real) return bind_as_real(cursor, place, value);
        if (place.limited &&
            (std::cmp_less(value, place.limits.least) || std::cmp_greater(value, place.limits.most)))
            refuse_argument(place.name, "does not fit its column");
        bind_value(cursor, place.number, static_cast<const plain&>(value), keep);
    } else {
        bind_value(cursor, place.number, static_cast<const plain&>(value), keep);
    }
}

template <class Cursor, class Query>
void bind_captured(Cursor& cursor, const parameter_place* places, const Query& query, lifetime keep) {
    query.each_captured([&](const auto& value) { bind_argument(cursor, *places++, value, keep); });
}

template <class Cursor, class Struct, std::size_t... I>
void bind_fields(Cursor& cursor, const parameter_place* places, const Struct& value, lifetime keep,
                 std::index_sequence<I...>) {
    const auto fields = tie_fields(value);
    ((places[I].number != 0 ? bind_argument(cursor, places[I], tied_field<I>(fields), keep) : void()), ...);
    static_cast<void>(fields);
}

template <class Cursor, class Struct>
void bind_struct(Cursor& cursor, const parameter_place* places, const Struct& value, lifetime keep) {
    bind_fields(cursor, places, value, keep, std::make_index_sequence<field_count<Struct>>{});
}

}  // namespace tenon::inline v0::detail
