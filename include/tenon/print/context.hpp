// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/ast/walk.hpp>
#include <tenon/meta/text.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0 {

/// What SQL looks like to a backend.
struct dialect {
    bool named_placeholders = true;  // `:name`, else `$1`
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

/// Where the parts of a SELECT stand in its text that a run-time composed one may add to; -1: nowhere.
struct text_marks {
    std::int32_t condition_end = -1;  // WHERE ends here, or would stand here
    std::int32_t order = -1;          // the terms of ORDER BY
    std::int32_t order_end = -1;      // ORDER BY ends here, or would stand here
};

/// A statement on its way to text: what is printed, where to, for which backend.
struct printing {
    tree& t;
    text_writer& out;
    dialect speaks{};
    text_marks marks{};         // of the outermost statement
    std::int16_t numbered = 0;  // parameters so far
    bool resolved = true;       // checked: names are those of sources and columns, else as they were written
    int qualified = -1;         // a column whose table is named though there is no other
    int returned = -1;  // the source that RETURNING is about: SQLite knows it by its table's name only

    constexpr std::int32_t position() const { return static_cast<std::int32_t>(out.size()); }

    // A statement on one table has no need of qualified names.
    constexpr bool bare() const { return t.source_count <= 1; }
};

}  // namespace tenon::inline v0::detail
