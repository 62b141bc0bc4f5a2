// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/iterators.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/enumerator_names.hpp>
#include <tenon/types/integer.hpp>
#include <tenon/types/refuse.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0 {

/// Whether an enum is stored as its enumerators' names instead of its integers:
/// `template <> inline constexpr bool tenon::stored_by_name<color> = true;`
template <class E>
inline constexpr bool stored_by_name = false;

/// The values among which the enumerators of an enum stored by name are looked for: −16 to 127, as far as its
/// underlying type goes; compiling takes longer with the number of values, not of names.
template <class E>
inline constexpr integer_limits enum_range = [] {
    constexpr integer_limits limits = detail::shared_limits<std::underlying_type_t<E>>();
    return integer_limits{limits.least < -16 ? -16 : limits.least, limits.most > 127 ? 127 : limits.most};
}();

namespace detail {

/// Whether every value of the underlying type is a value of the enum, which makes any conversion to it
/// defined.
template <class E>
concept fixed_enum = std::is_enum_v<E> && requires { E{std::underlying_type_t<E>{}}; };

/// Why an enum can't be stored, or nothing.
template <class E>
struct enum_refusal {
    static constexpr message sentence = [] {
        message words;
        if (!fixed_enum<E>)
            (words << "give the enum ").name(type_name<E>())
                << " an underlying type, as in `enum color : int`, or write a tenon::codec";
        return words;
    }();
};

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_nameless(std::string_view type,
                                                                   std::int64_t value) {
    refuse("UNKNOWN_ENUMERATOR",
           "the value " + std::to_string(value) + " of " + quoted(type) + " has no name");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_name(std::string_view type, std::string_view name) {
    refuse("UNKNOWN_ENUMERATOR", quoted(type) + " has no enumerator " + quoted(name));
}

}  // namespace detail

/// Enums are stored as integers: a stored value outside the underlying type is refused as VALUE_OUT_OF_RANGE.
template <class E>
    requires(std::is_enum_v<E> && !stored_by_name<E>)
struct codec<E> {
    static_assert(detail::accept<detail::enum_refusal<E>>());
    using integer = std::underlying_type_t<E>;

    static constexpr kind storage = kind::integer;
    static constexpr std::string_view name = detail::type_name<E>();
    static constexpr integer_limits limits = detail::shared_limits<integer>();

    static constexpr std::int64_t encode(const E& value) {
        return detail::encode_integer(static_cast<integer>(value));
    }
    static constexpr E decode(std::int64_t stored) {
        return static_cast<E>(detail::decode_integer<integer>(stored));
    }
};

/// Enums of `stored_by_name` are stored as text, spelled as declared: a value without a name and a text that
/// is no enumerator's are refused as UNKNOWN_ENUMERATOR.
template <class E>
    requires(std::is_enum_v<E> && stored_by_name<E>)
struct codec<E> {
    static_assert(detail::accept<detail::enum_refusal<E>>());

    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = detail::type_name<E>();
    static constexpr const auto& enumerators =
        detail::enumerators_of<E, enum_range<E>.least, enum_range<E>.most>;

    static constexpr std::string_view encode(const E& value) {
        const auto number = static_cast<std::int64_t>(value);
        const std::string_view found = enumerators.name_of(number);
        if (found.empty()) detail::refuse_nameless(name, number);
        return found;
    }
    static constexpr E decode(std::string_view stored) {
        const std::size_t found = enumerators.find(stored);
        if (found == std::size(enumerators.entries)) detail::refuse_name(name, stored);
        return static_cast<E>(enumerators.entries[found].value);
    }
};

}  // namespace tenon::inline v0
