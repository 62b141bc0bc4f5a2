// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0 {

/// What a column or an expression holds in the database; `any` is known only when the statement runs.
enum class kind : std::uint8_t { unknown, null, boolean, integer, real, text, blob, any };

/// The identity of a type that is more than its storage: an enum, a timestamp, a user's type.
struct domain {
    std::string_view name;
    std::uint64_t identity = 0;

    constexpr domain() = default;

    /// A domain shown by `shown` and told from others by `spelled`, its full name.
    constexpr explicit domain(std::string_view shown, std::string_view spelled)
        : name(shown), identity(hash_of(spelled)) {}
    constexpr explicit domain(std::string_view shown) : domain(shown, shown) {}
};

namespace detail {

inline constexpr domain no_domain;

}  // namespace detail

/// Points to a domain or, as nullptr, to none. It compares what it points to: under its UBSan, g++ takes no
/// comparison of addresses for a constant.
struct domain_pointer {
    const domain* target = &detail::no_domain;

    constexpr domain_pointer() = default;
    constexpr domain_pointer(std::nullptr_t) {}
    constexpr domain_pointer(const domain* other) : target(other) {}

    constexpr const domain* operator->() const { return target; }
    constexpr const domain& operator*() const { return *target; }
    constexpr explicit operator bool() const { return target->identity != 0; }

    friend constexpr bool operator==(domain_pointer a, domain_pointer b) {
        return a.target->identity == b.target->identity;
    }
};

/// What the checker knows of an expression: its storage, whether it can be NULL, and its domain if it has
/// one.
struct sql_type {
    kind storage = kind::unknown;
    bool nullable = false;
    domain_pointer meaning = nullptr;

    friend constexpr bool operator==(const sql_type&, const sql_type&) = default;
};

/// The least and the greatest value that an integer type can hold, as far as the database can hold them.
struct integer_limits {
    std::int64_t least = ~INT64_MAX;  // under UBSan g++ takes INT64_MIN, a subtraction, for no constant here
    std::int64_t most = INT64_MAX;

    constexpr bool contain(std::int64_t value) const { return least <= value && value <= most; }
    friend constexpr bool operator==(const integer_limits&, const integer_limits&) = default;
};

/// The name of a kind in a sentence: `INTEGER`.
constexpr std::string_view storage_name(kind storage) {
    switch (storage) {
    case kind::unknown: break;
    case kind::null: return "NULL";
    case kind::boolean: return "BOOLEAN";
    case kind::integer: return "INTEGER";
    case kind::real: return "REAL";
    case kind::text: return "TEXT";
    case kind::blob: return "BLOB";
    case kind::any: return "ANY";
    }
    return "UNKNOWN";
}

/// The type that a STRICT table declares for a kind: booleans are INTEGER there; empty for what no column can
/// be.
constexpr std::string_view column_type_name(kind storage) {
    switch (storage) {
    case kind::unknown:
    case kind::null:
    case kind::any: break;
    case kind::boolean:
    case kind::integer: return "INTEGER";
    case kind::real: return "REAL";
    case kind::text: return "TEXT";
    case kind::blob: return "BLOB";
    }
    return {};
}

}  // namespace tenon::inline v0
