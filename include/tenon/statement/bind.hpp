// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/statement/arguments.hpp>
#include <tenon/types/bind.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_argument(std::string_view name, const char* why) {
    error what;
    what.code = "VALUE_OUT_OF_RANGE";
    what.category = category::value;
    what.message = "`:" + std::string(name) + "` " + why;
    raise(std::move(what));
}

// An integer bound as a real must come back as the same number.
template <class Cursor, class T>
void bind_as_real(Cursor& cursor, int number, std::string_view name, const T& value) {
    const double real = static_cast<double>(value);
    if constexpr (sizeof(T) > 4)
        if (real >= 9007199254740992.0 || real <= -9007199254740992.0)
            refuse_argument(name, "is an integer beyond 2^53, which a REAL can't hold exactly");
    cursor.bind_real(number, real);
}

template <class T>
inline constexpr bool is_plain_integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;

/// Binds one value to a parameter, which the checker has found to take it.
template <class Cursor, class T>
void bind_argument(Cursor& cursor, int number, const parameter& wanted, T& value, lifetime keep) {
    using plain = std::remove_cv_t<T>;
    if constexpr (std::is_array_v<plain>) {
        bind_value(cursor, number, text_of(value), keep);
    } else if constexpr (is_optional<plain>) {
        if (value)
            bind_argument(cursor, number, wanted, *value, keep);
        else
            cursor.bind_null(number);
    } else if constexpr (is_plain_integer<plain>) {
        if (wanted.type.storage == kind::real) return bind_as_real(cursor, number, wanted.name, value);
        if (wanted.stored &&
            (std::cmp_less(value, wanted.limits.least) || std::cmp_greater(value, wanted.limits.most)))
            refuse_argument(wanted.name, "does not fit its column");
        bind_value(cursor, number, static_cast<const plain&>(value), keep);
    } else {
        bind_value(cursor, number, static_cast<const plain&>(value), keep);
    }
}

/// Where each parameter of a query goes.
template <class Query, class Home>
struct binding {
    static constexpr auto& storage = checked<Query>;
    static constexpr auto& numbers = measured<Query, Home>.numbers;

    static constexpr int index_of(std::string_view name) {
        return find_parameter(storage.parameters, storage.parameter_count, name);
    }

    static constexpr int index_of_captured(int ordinal) {
        for (int i = 0; i < storage.parameter_count; ++i)
            if (storage.parameters[i].captured == ordinal) return i;
        return -1;
    }

    static constexpr bool has_captured = Query::size.captured > 0;

    template <class Cursor>
    static void bind_captured(Cursor& cursor, const Query& query, lifetime keep) {
        if constexpr (has_captured) {
            int ordinal = 0;
            query.each_captured([&](const auto& value) {
                const int index = index_of_captured(ordinal++);
                bind_argument(cursor, numbers[index], storage.parameters[index], value, keep);
            });
        }
    }

    template <class Cursor, fixed_string Name, class T>
    static void bind_named(Cursor& cursor, const named_argument<Name, T>& argument, lifetime keep) {
        constexpr int index = index_of(named_argument<Name, T>::name());
        if constexpr (index >= 0)
            bind_argument(cursor, numbers[index], storage.parameters[index], argument.value, keep);
    }

    template <class Cursor, class Struct, std::size_t... I>
    static void bind_fields(Cursor& cursor, const Struct& value, lifetime keep, std::index_sequence<I...>) {
        (bind_field<I>(cursor, value, keep), ...);
    }

    template <std::size_t I, class Cursor, class Struct>
    static void bind_field(Cursor& cursor, const Struct& value, lifetime keep) {
        constexpr int index = index_of(field_name<Struct, I>);
        if constexpr (index >= 0)
            bind_argument(cursor, numbers[index], storage.parameters[index], field<I>(value), keep);
    }
};

}  // namespace tenon::inline v0::detail
