// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/integer.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/timestamp.hpp>

#include <cstdint>
#include <ratio>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_long_duration() {
    refuse("VALUE_OUT_OF_RANGE", "a duration beyond 292271 years can't be stored");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_finer_duration(std::int64_t microseconds) {
    refuse("VALUE_OUT_OF_RANGE",
           "the duration of " + std::to_string(microseconds) + " µs does not fit the time type exactly");
}

}  // namespace detail

/// Durations in integers of microseconds or of coarser units, stored as microseconds; all units are one
/// domain. One beyond 64 bits of microseconds, or a stored one that the unit can't express, is refused as
/// VALUE_OUT_OF_RANGE.
template <class Rep, class Period>
    requires(detail::integer_type<Rep> && detail::whole_microseconds<std::chrono::duration<Rep, Period>>)
struct codec<std::chrono::duration<Rep, Period>> {
    using domain_type = std::chrono::microseconds;
    using duration = std::chrono::duration<Rep, Period>;
    static constexpr kind storage = kind::integer;
    static constexpr std::string_view name = "duration";

    static constexpr std::int64_t encode(const duration& value) {
        const Rep count = value.count();
        // Both bounds divide rounding towards zero, that is, into the range.
        if (std::cmp_less(count, ~INT64_MAX / unit) || std::cmp_greater(count, INT64_MAX / unit))
            detail::refuse_long_duration();
        return static_cast<std::int64_t>(count) * unit;
    }

    static constexpr duration decode(std::int64_t stored) {
        if (stored % unit != 0 || !std::in_range<Rep>(stored / unit)) detail::refuse_finer_duration(stored);
        return duration(static_cast<Rep>(stored / unit));
    }

private:
    /// The microseconds of one unit.
    static constexpr std::int64_t unit = std::ratio_divide<Period, std::micro>::num;
};

}  // namespace tenon::inline v0
