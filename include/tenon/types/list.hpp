// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/iterators.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/types/codec.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

namespace detail {

// Not std::ranges: its header would be a quarter of what this library costs to include.
template <class Range>
concept iterable = requires(const Range& range) { std::begin(range) != std::end(range); };

template <class Range>
using list_reference = decltype(*std::begin(std::declval<const Range&>()));

}  // namespace detail

/// What the elements of a range are.
template <detail::iterable Range>
using list_element = std::remove_cvref_t<detail::list_reference<Range>>;

/// A range whose elements can be bound as one list, for `IN`: never NULL, each stored by a codec.
template <class Range>
concept bindable_list = detail::iterable<Range> && !bindable<Range> && !is_optional<list_element<Range>> &&
                        !std::is_same_v<list_element<Range>, std::nullopt_t> && bindable<list_element<Range>>;

namespace detail {

/// Why a range can't be bound as a list, or nothing.
template <class Range>
struct list_refusal {
    static constexpr message sentence = [] {
        message words;
        if constexpr (bindable_list<Range>) {
            return words;
        } else if constexpr (!iterable<Range>) {
            words.name(type_name<Range>()) << " is no range: a list is bound from a range of values";
        } else if constexpr (is_optional<list_element<Range>> ||
                             std::is_same_v<list_element<Range>, std::nullopt_t>) {
            words
                << "a list can't hold optional elements, because IN finds no NULL: leave the empty ones out";
        } else if constexpr (bindable<Range>) {
            words.name(type_name<Range>()) << " is one value, not a list: put it in a range";
        } else {
            words << "no tenon::codec stores the list's elements, of type ";
            words.name(type_name<list_element<Range>>());
        }
        return words;
    }();
};

}  // namespace detail

}  // namespace tenon::inline v0
