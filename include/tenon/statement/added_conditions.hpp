// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/lower.hpp>
#include <tenon/statement/query_part.hpp>
#include <tenon/statement/short_list.hpp>

namespace tenon::inline v0::detail {

// Its number would depend on what else was added.
template <class Part>
struct placeholder_refusal {
    static constexpr message sentence = [] {
        message words;
        if (constexpr tree_size size = unpacked(Part::size, 0); size.parameters != size.captured)
            words << "what is added at run time takes values, not placeholders";
        return words;
    }();
};

/// Whether a part may be added to a query, which makes it `Extended`; otherwise the compiler says what is
/// wrong.
template <class Extended, class Part>
constexpr bool accept_part() {
    if constexpr (!accept_query<Extended>()) {
        return false;
    } else {
        constexpr bool valued = placeholder_refusal<Part>::sentence.empty();
        if constexpr (!valued) static_assert(accept<placeholder_refusal<Part>>());
        return valued;
    }
}

/// Conditions that were added, and their values.
struct added_conditions {
    short_list<query_part, 8> parts;
    recorded_values values;

    template <class Query, class E>
    void add(const E& condition, bool begins_group) {
        using extended = marked<Query, E>;
        if constexpr (accept_part<extended, lifted<const E&>>()) {
            constexpr const text_piece& piece = marked_condition<Query, extended>;
            const int count = record<extended>(values, piece, facts_of<Query>.size.captured + 1,
                                               lifted<const E&>(condition));
            parts.emplace_back(query_part{&piece, count, begins_group});
        }
    }

    void append(const added_conditions& group) {
        parts.append(group.parts);
        values.append(group.values);
    }
};

}  // namespace tenon::inline v0::detail
