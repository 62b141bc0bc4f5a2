// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>

#include <cstddef>
#include <string_view>

namespace tenon::inline v0::detail {

/// Edits (insert, delete, replace, swap neighbours) from one name to another: optimal string alignment
/// distance (Damerau 1964), ASCII letters in either case equal; names over 63 bytes count as far apart.
constexpr std::size_t edit_distance(std::string_view a, std::string_view b) {
    constexpr std::size_t longest = 63;
    if (a.size() > longest || b.size() > longest) return static_cast<std::size_t>(-1);
    std::size_t rows[3][longest + 1]{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t(&row)[longest + 1] = rows[i % 3];
        const std::size_t(&above)[longest + 1] = rows[(i + 2) % 3];
        const std::size_t(&two_above)[longest + 1] = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = ascii_lower(a[i - 1]) == ascii_lower(b[j - 1]);
            std::size_t best = above[j - 1] + (same ? 0 : 1);
            if (above[j] + 1 < best) best = above[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            const bool swapped = i > 1 && j > 1 && ascii_lower(a[i - 1]) == ascii_lower(b[j - 2]) &&
                                 ascii_lower(a[i - 2]) == ascii_lower(b[j - 1]);
            if (swapped && two_above[j - 2] + 1 < best) best = two_above[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a.size() % 3][b.size()];
}

/// Keeps, of the names considered, the one most like a misspelt name.
class suggestion {
public:
    constexpr explicit suggestion(std::string_view misspelt) : misspelt_(misspelt) {}

    constexpr void consider(std::string_view name) {
        // Names that differ more in length need no look: in constant evaluation each one is dear.
        const std::size_t longer =
            misspelt_.size() > name.size() ? misspelt_.size() - name.size() : name.size() - misspelt_.size();
        if (longer >= distance_) return;
        const std::size_t distance = edit_distance(misspelt_, name);
        if (distance >= distance_ || distance == 0) return;  // what is called so was not meant
        best_ = name;
        distance_ = distance;
    }

    /// The nearest name, or an empty one when none is near enough to be meant.
    constexpr std::string_view best() const { return best_; }

private:
    std::string_view misspelt_;
    std::string_view best_;
    std::size_t distance_ = misspelt_.size() / 3 + 2;
};

}  // namespace tenon::inline v0::detail
