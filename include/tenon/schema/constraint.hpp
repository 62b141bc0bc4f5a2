// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/types.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// What happens to the rows that refer to a row when that row is deleted or its key changes.
enum class reference_action : std::uint8_t { no_action, restrict_, cascade, set_null, set_default };

inline constexpr reference_action no_action = reference_action::no_action;
inline constexpr reference_action restrict_ = reference_action::restrict_;
inline constexpr reference_action cascade = reference_action::cascade;
inline constexpr reference_action set_null = reference_action::set_null;
inline constexpr reference_action set_default = reference_action::set_default;

/// The moment of the INSERT as a default value, in UTC, in the 26 characters of a `tenon::timestamp`.
struct current_timestamp_t {};
inline constexpr current_timestamp_t current_timestamp;

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

enum class constraint_kind : std::uint8_t {
    column,
    primary_key,
    unique,
    foreign_key,
    check,
    default_value,
    index,
    max_length,
    generated,
    without_rowid,
    autoincrement,
    not_strict,
    renamed,
    as_written,
    // of full-text tables
    tokenize,
    content,
    unindexed,
};

/// A default value as its codec stores it.
struct stored_default {
    sql_type type{};
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text{};
    bool current_timestamp = false;
};

// What a codec makes for the purpose would not outlive the description.
template <class T>
inline constexpr bool is_constant_default = [] {
    if constexpr (is_optional<T> || !bindable<T>)
        return false;
    else
        return std::is_trivially_copyable_v<decltype(codec_of<T>::encode(std::declval<const T&>()))> &&
               codec_of<T>::storage != kind::blob &&
               (codec_of<T>::storage != kind::text ||
                std::is_same_v<decltype(codec_of<T>::encode(std::declval<const T&>())), std::string_view>);
}();

/// Anything that a table's description says: one plain value for all kinds, so that a description costs
/// nothing per kind while compiling.
struct constraint {
    static constexpr int capacity = key_info::capacity;

    constraint_kind kind = constraint_kind::check;
    std::string_view columns[capacity]{};
    std::int16_t size = 0;
    bool too_many = false;
    std::string_view name{};
    std::string_view text{};  // of a check; of an index: its WHERE; of a column: its collation; …
    std::string_view targets[capacity]{};
    std::int16_t target_size = 0;
    bool has_target = false;
    const table_info* target = nullptr;  // set once the tables are complete
    reference_action on_delete = reference_action::no_action;
    reference_action on_update = reference_action::no_action;
    bool deferred = false;
    bool unique = false;
    bool stored = false;       // of a generated column
    std::uint64_t length = 0;  // of max_length, in characters
    stored_default value{};

    using target_type = void;

    constexpr void add(std::string_view column) {
        if (size == capacity)
            too_many = true;
        else
            columns[size++] = column;
    }

    template <std::convertible_to<std::string_view>... Names>
    constexpr void list(Names... names) {
        (add(names), ...);
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// A constraint that may be given a name: `CONSTRAINT name …`.
struct named_constraint : detail::constraint {
    constexpr named_constraint named(std::string_view sql_name) const {
        named_constraint result = *this;
        result.name = sql_name;
        return result;
    }
};

/// The table's key: `PRIMARY KEY (…)`. A single integer column is the row's number and is given by the
/// database when an INSERT leaves it out.
template <std::convertible_to<std::string_view>... Names>
constexpr named_constraint primary_key(Names... columns) {
    named_constraint result;
    result.kind = detail::constraint_kind::primary_key;
    result.list(columns...);
    return result;
}

/// No two rows have the same values in these columns: `UNIQUE (…)`; NULLs differ from each other.
template <std::convertible_to<std::string_view>... Names>
constexpr named_constraint unique(Names... columns) {
    named_constraint result;
    result.kind = detail::constraint_kind::unique;
    result.list(columns...);
    return result;
}

/// Every row satisfies the condition, or it is NULL: `CHECK (…)`; parsed and checked while compiling.
constexpr named_constraint check(std::string_view condition) {
    named_constraint result;
    result.kind = detail::constraint_kind::check;
    result.text = condition;
    return result;
}

/// Columns that name a row of another table: `FOREIGN KEY (…) REFERENCES …`.
template <class Target = void>
struct foreign_key_constraint : detail::constraint {
    using target_type = Target;

    /// The table and the columns, a key there, that the columns here refer to.
    template <class Table, std::convertible_to<std::string_view>... Names>
    constexpr foreign_key_constraint<Table> references(Names... names) const {
        foreign_key_constraint<Table> result;
        static_cast<detail::constraint&>(result) = *this;
        detail::constraint list;
        list.list(names...);
        for (int i = 0; i < list.size; ++i) result.targets[i] = list.columns[i];
        result.target_size = list.size;
        result.has_target = true;
        return result;
    }

    constexpr foreign_key_constraint on_delete(reference_action action) const {
        foreign_key_constraint result = *this;
        result.constraint::on_delete = action;
        return result;
    }

    constexpr foreign_key_constraint on_update(reference_action action) const {
        foreign_key_constraint result = *this;
        result.constraint::on_update = action;
        return result;
    }

    /// Checked at COMMIT instead of at once: `DEFERRABLE INITIALLY DEFERRED`.
    constexpr foreign_key_constraint deferred() const {
        foreign_key_constraint result = *this;
        result.constraint::deferred = true;
        return result;
    }

    constexpr foreign_key_constraint named(std::string_view sql_name) const {
        foreign_key_constraint result = *this;
        result.name = sql_name;
        return result;
    }
};

template <std::convertible_to<std::string_view>... Names>
constexpr foreign_key_constraint<> foreign_key(Names... columns) {
    foreign_key_constraint<> result;
    result.kind = detail::constraint_kind::foreign_key;
    result.list(columns...);
    return result;
}

/// An index over columns or expressions, each perhaps followed by COLLATE and DESC: `CREATE INDEX …`.
struct index_constraint : detail::constraint {
    constexpr index_constraint unique() const {
        index_constraint result = *this;
        result.constraint::unique = true;
        return result;
    }

    /// Only rows that satisfy the condition are in the index.
    constexpr index_constraint where(std::string_view condition) const {
        index_constraint result = *this;
        result.text = condition;
        return result;
    }

    constexpr index_constraint named(std::string_view sql_name) const {
        index_constraint result = *this;
        result.name = sql_name;
        return result;
    }
};

template <class... Terms>
constexpr index_constraint index(Terms... terms) {
    index_constraint result;
    result.kind = detail::constraint_kind::index;
    result.list(terms...);
    return result;
}

/// Renames or refines the column of a field.
struct column_constraint : detail::constraint {
    /// The column's name in SQL, where it is not the field's.
    constexpr column_constraint named(std::string_view sql_name) const {
        column_constraint result = *this;
        result.name = sql_name;
        return result;
    }

    /// How its text compares: BINARY, NOCASE or RTRIM.
    constexpr column_constraint collate(std::string_view collation) const {
        column_constraint result = *this;
        result.text = collation;
        return result;
    }

    /// The name that the column has in databases that are older: a migration renames it instead of dropping
    /// it.
    constexpr column_constraint renamed_from(std::string_view before) const {
        column_constraint result = *this;
        result.targets[0] = before;
        return result;
    }
};

constexpr column_constraint column(std::string_view field) {
    column_constraint result;
    result.kind = detail::constraint_kind::column;
    result.list(field);
    return result;
}

/// The value of a column that an INSERT leaves out: `DEFAULT …`. C++ initialisers are not SQL defaults.
template <class T>
constexpr detail::constraint default_(std::string_view column, const T& value) {
    detail::constraint result;
    result.kind = detail::constraint_kind::default_value;
    result.list(column);
    if constexpr (std::is_same_v<T, current_timestamp_t>) {
        result.value.current_timestamp = true;
        result.value.type = type_of<timestamp>;
    } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
        result.value.type = type_of<T>;
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        result.value.type = type_of<std::string_view>;
        result.value.text = value;
    } else if constexpr (!detail::is_constant_default<T>) {
        static_assert(
            detail::is_constant_default<T>,
            "default_ takes a number, a bool, an enum, a text or std::nullopt: give other values as the text "
            "that is stored");
    } else {
        result.value.type = type_of<T>;
        const auto stored = codec_of<T>::encode(value);
        if constexpr (codec_of<T>::storage == kind::integer || codec_of<T>::storage == kind::boolean)
            result.value.integer = stored;
        else if constexpr (codec_of<T>::storage == kind::real)
            result.value.real = stored;
        else
            result.value.text = stored;
    }
    return result;
}

}  // namespace tenon::inline v0
