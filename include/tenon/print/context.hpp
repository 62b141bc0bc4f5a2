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

/// A statement on its way to text: what is printed, where to, for which backend.
struct printing {
    tree& t;
    text_writer& out;
    dialect speaks{};
    std::int16_t numbered = 0;  // parameters so far
    int returned = -1;  // the source that RETURNING is about: SQLite knows it by its table's name only

    // A statement on one table has no need of qualified names.
    constexpr bool bare() const { return t.source_count <= 1; }
};

}  // namespace tenon::inline v0::detail
