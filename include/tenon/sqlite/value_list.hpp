// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/iterators.hpp>
#include <tenon/types/bind.hpp>
#include <tenon/types/lifetime.hpp>
#include <tenon/types/list.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::sqlite::detail {

/// The elements of a bound range, encoded as `bind_value` encodes: it takes them as a statement would.
/// Texts and blobs are referred to, unless they must be copied.
class value_list {
public:
    /// The name of the table-valued function that yields the elements, and the type of the pointer that it
    /// takes.
    static constexpr const char* name = "tenon_values";

    void bind_integer(int, std::int64_t value) {
        cell added{};
        added.integer = value;
        cells_.push_back(added);
        kind_ = SQLITE_INTEGER;
    }
    void bind_real(int, double value) {
        cell added{};
        added.real = value;
        cells_.push_back(added);
        kind_ = SQLITE_FLOAT;
    }
    void bind_text(int, std::string_view value, lifetime keep) {
        add_bytes(value, keep);
        kind_ = SQLITE_TEXT;
    }
    void bind_blob(int, std::span<const std::byte> value, lifetime keep) {
        add_bytes({reinterpret_cast<const char*>(value.data()), value.size()}, keep);
        kind_ = SQLITE_BLOB;
    }

    void reserve(std::size_t count) { cells_.reserve(count); }
    [[nodiscard]] std::size_t size() const noexcept { return cells_.size(); }

    /// Gives an element to SQLite, which reads texts and blobs in place.
    void yield(sqlite3_context* to, std::size_t index) const noexcept {
        const cell& value = cells_[index];
        switch (kind_) {
        case SQLITE_INTEGER: sqlite3_result_int64(to, value.integer); break;
        case SQLITE_FLOAT: sqlite3_result_double(to, value.real); break;
        case SQLITE_TEXT:
            sqlite3_result_text64(to, data(value), value.size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        default: sqlite3_result_blob64(to, data(value), value.size, SQLITE_STATIC);
        }
    }

    /// A destructor for `sqlite3_bind_pointer`.
    static void destroy(void* list) noexcept { delete static_cast<value_list*>(list); }

private:
    struct cell {
        union {
            std::int64_t integer;
            double real;
            const char* data;    // of bytes that stay where they are
            std::size_t offset;  // in `copies_`
        };
        std::size_t size;
    };

    void add_bytes(std::string_view value, lifetime keep) {
        cell added{};
        added.size = value.size();
        copied_ = keep == lifetime::copied;  // the same for all elements of a type
        if (copied_) {
            added.offset = copies_.size();
            copies_ += value;
        } else {
            added.data = value.data();
        }
        cells_.push_back(added);
    }

    [[nodiscard]] const char* data(const cell& value) const noexcept {
        const char* const found = copied_ ? copies_.data() + value.offset : value.data;
        return found != nullptr ? found : "";
    }

    std::vector<cell> cells_;
    std::string copies_;
    int kind_ = SQLITE_NULL;
    bool copied_ = false;
};

/// Whether the elements stay where they are: iterators that are read once may keep each in themselves.
template <class Range>
inline constexpr bool keeps_elements =
    std::is_lvalue_reference_v<tenon::detail::list_reference<Range>> &&
    std::forward_iterator<decltype(std::begin(std::declval<const Range&>()))>;

/// Encodes all elements now. With `lifetime::outlives` texts and blobs of the range are referred to; those of
/// a range that makes its elements on the way are copied.
template <bindable_list Range>
void fill(value_list& list, const Range& range, lifetime keep) {
    if constexpr (requires { std::size(range); }) list.reserve(static_cast<std::size_t>(std::size(range)));
    if constexpr (!keeps_elements<Range>) keep = lifetime::copied;
    using element = list_element<Range>;
    for (const element& value : range) bind_value(list, 0, value, keep);
}

}  // namespace tenon::inline v0::sqlite::detail
