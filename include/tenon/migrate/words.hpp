// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace tenon::inline v0::schema {

/// What a migration needs to be told before it does it.
enum class word : unsigned char { none, rename, drop, narrow, not_null, drift, older };

/// The words that are given; none by default.
struct words {
    /// What looks renamed is renamed: a table or column that is gone, beside a new one that is like it.
    bool rename = false;
    /// Tables and columns that are gone are dropped, with all that is in them.
    bool drop = false;
    /// Values are converted to a type that does not hold all of them as they are.
    bool narrow = false;
    /// Where a column takes NULL no more, its default stands for NULL in the rows that are there; without a
    /// default the empty text, the empty blob or zero does.
    bool not_null = false;
    /// A database that something else has changed is migrated from what it is now.
    bool drift = false;
    /// A program that is older than the database may bring it back to what it declares.
    bool older = false;
    /// Tables that are not STRICT become so where their struct is: others stay as strict as they were.
    bool strict = false;

    /// Whether the word is among them.
    [[nodiscard]] constexpr bool has(word which) const {
        switch (which) {
        case word::none: return false;
        case word::rename: return rename;
        case word::drop: return drop;
        case word::narrow: return narrow;
        case word::not_null: return not_null;
        case word::drift: return drift;
        case word::older: return older;
        }
        return false;
    }
};

/// The word as it is written.
constexpr std::string_view name_of(word which) {
    switch (which) {
    case word::none: return "";
    case word::rename: return "rename";
    case word::drop: return "drop";
    case word::narrow: return "narrow";
    case word::not_null: return "not_null";
    case word::drift: return "drift";
    case word::older: return "older";
    }
    return "";
}

/// Gives the word of that name: `rename`, `drop`, `narrow`, `not_null`, `drift`, `older`, `strict`; false if
/// there is none.
constexpr bool give(words& to, std::string_view name) {
    if (name == "rename") return to.rename = true;
    if (name == "drop") return to.drop = true;
    if (name == "narrow") return to.narrow = true;
    if (name == "not_null") return to.not_null = true;
    if (name == "drift") return to.drift = true;
    if (name == "older") return to.older = true;
    if (name == "strict") return to.strict = true;
    return false;
}

}  // namespace tenon::inline v0::schema
