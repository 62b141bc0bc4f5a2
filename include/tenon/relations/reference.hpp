// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/types.hpp>
#include <tenon/schema/described.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

/// Any field may be the foreign key, if only one is.
inline constexpr int any_field = -1;

/// The foreign keys of Child's table that refer to Parent's, or those of them that `Field` is part of.
template <class Child, class Parent, int Field>
struct reference_search {
    struct result {
        int count = 0;
        const constraint* found[2]{};  // the first two
    };

    static constexpr bool fits(const constraint& c) {
        if (c.kind != constraint_kind::foreign_key || c.target->identity != described<Parent>::info.identity)
            return false;
        for (int i = 0; i < c.size; ++i)
            if (Field == any_field || find_field(described<Child>::info, c.columns[i]) == Field) return true;
        return false;
    }

    static constexpr result all = [] {
        result keys;
        for (const constraint& c : described<Child>::constraints) {
            if (!fits(c)) continue;
            if (keys.count < 2) keys.found[keys.count] = &c;
            ++keys.count;
        }
        return keys;
    }();
};

/// The foreign key by which a Child's row names its Parent: the indices of both fields, or a sentence that
/// says why there is none.
template <class Child, class Parent, int Field = any_field>
struct reference {
    using search = reference_search<Child, Parent, Field>;
    static constexpr const table_info& child_table = described<Child>::info;
    static constexpr const table_info& parent_table = described<Parent>::info;

    static constexpr message sentence = [] {
        message words;
        const auto& keys = search::all;
        if (keys.count == 0 && Field == any_field) {
            words.name(child_table.name) << " has no foreign key to ";
            words.name(parent_table.name) << ": declare foreign_key(\"...\").references<";
            words << type_name<Parent>() << ">(\"...\")";
        } else if (keys.count == 0) {
            words.name(child_table.columns[Field < 0 ? 0 : Field].name) << " of ";
            words.name(child_table.name) << " is no foreign key to ";
            words.name(parent_table.name);
        } else if (keys.count > 1) {
            words.name(child_table.name) << " has several foreign keys to ";
            words.name(parent_table.name) << ", ";
            words.name(keys.found[0]->columns[0]) << " and ";
            words.name(keys.found[1]->columns[0]) << ": say which by its field, as in &" << type_name<Child>()
                                                  << "::" << keys.found[0]->columns[0];
        } else if (keys.found[0]->size != 1) {
            words << "the foreign key of ";
            words.name(child_table.name) << " to ";
            words.name(parent_table.name) << " has " << static_cast<std::uint64_t>(keys.found[0]->size)
                                          << " columns, and only one of a single column can be followed: "
                                             "join the tables in a query";
        }
        return words;
    }();

    static constexpr bool valid = sentence.empty();
    static constexpr std::size_t child =
        valid ? static_cast<std::size_t>(find_field(child_table, search::all.found[0]->columns[0])) : 0;
    static constexpr std::size_t parent =
        valid ? static_cast<std::size_t>(find_field(parent_table, search::all.found[0]->targets[0])) : 0;
};

template <class T>
constexpr bool accept_table() {
    if constexpr (!valid_table<T>) static_assert(accept<table_refusal<T>>());
    return valid_table<T>;
}

/// Whether there is such a foreign key; otherwise the compiler says why not.
template <class Child, class Parent, int Field = any_field>
constexpr bool accept_reference() {
    if constexpr (!accept_table<Child>()) {
        return false;
    } else if constexpr (!accept_table<Parent>()) {
        return false;
    } else {
        using found = reference<Child, Parent, Field>;
        if constexpr (!found::valid) static_assert(accept<found>());
        return found::valid;
    }
}

/// The table that a field of Child is the foreign key to, or a sentence.
template <class Child, int Field>
struct reference_target {
    static constexpr std::size_t position = [] {
        std::size_t at = 0;
        for (const constraint& c : described<Child>::constraints) {
            if (c.kind == constraint_kind::foreign_key && c.size == 1 &&
                find_field(described<Child>::info, c.columns[0]) == Field)
                break;
            ++at;
        }
        return at;
    }();
    static constexpr bool valid = position < described<Child>::constraint_count;

    static constexpr message sentence = [] {
        message words;
        if (valid) return words;
        words.name(described<Child>::info.columns[Field].name) << " of ";
        words.name(described<Child>::info.name) << " is no foreign key of a single column";
        return words;
    }();
};

template <std::size_t Position, class... Targets>
type_at<types<Targets...>, Position> select_target(const table_description<Targets...>&);

template <class Child, int Field>
using target_of = decltype(select_target<reference_target<Child, Field>::position>(table_of<Child>));

template <class Child, int Field>
constexpr bool accept_target() {
    if constexpr (!accept_table<Child>()) {
        return false;
    } else {
        using target = reference_target<Child, Field>;
        if constexpr (!target::valid) static_assert(accept<target>());
        return target::valid;
    }
}

/// Why a range can't be followed by a field, or nothing.
template <class Owner, class Element>
struct range_refusal {
    static constexpr message sentence = [] {
        message words;
        if (!std::is_same_v<Owner, Element>) {
            words << "the field belongs to ";
            words.name(type_name<Owner>()) << ", but the range holds ";
            words.name(type_name<Element>());
        }
        return words;
    }();
};

template <class Owner, class Element>
constexpr bool accept_range() {
    if constexpr (!std::is_same_v<Owner, Element>) static_assert(accept<range_refusal<Owner, Element>>());
    return std::is_same_v<Owner, Element>;
}

}  // namespace tenon::inline v0::detail
