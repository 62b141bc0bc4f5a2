// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/codec.hpp>

#include <optional>
#include <utility>

namespace tenon::inline v0 {

namespace detail {

template <class T, class Reader>
[[gnu::always_inline]] inline T read_value(const Reader& reader, int column) {
    using source = codec<T>;
    if constexpr (source::storage == kind::boolean) {
        return source::decode(reader.boolean(column));
    } else if constexpr (source::storage == kind::integer) {
        return source::decode(reader.integer(column));
    } else if constexpr (source::storage == kind::real) {
        return source::decode(reader.real(column));
    } else if constexpr (source::storage == kind::text) {
        return source::decode(reader.text(column));
    } else {
        return source::decode(reader.blob(column));
    }
}

/// Reads when it is converted, so that a `std::optional` builds its value in place.
template <class T, class Reader>
struct deferred_read {
    const Reader& reader;
    int column;

    operator T() const { return read_value<T>(reader, column); }
};

}  // namespace detail

/// Reads column `column`, from 0, of the reader's row as T: NULL as `std::nullopt` where T is an optional;
/// views end with the row. Throws `value_error` for a value that does not fit, and whatever the reader throws
/// for NULL or another storage class.
template <class T, class Reader>
[[gnu::always_inline]] inline T read_column(const Reader& reader, int column) {
    if constexpr (is_optional<T>) {
        using value = value_of<T>;
        if (reader.is_null(column)) return std::nullopt;
        return T(std::in_place, detail::deferred_read<value, Reader>{reader, column});
    } else {
        return detail::read_value<T>(reader, column);
    }
}

}  // namespace tenon::inline v0
