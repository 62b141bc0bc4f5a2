// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/chain.hpp>

namespace tenon::inline v0::detail {

/// What an ON CONFLICT is about, waiting for what to do.
template <class Query, class Target>
struct conflict_target {
    Query before;
    Target target;

    /// `DO NOTHING`: the row is left out.
    [[gnu::always_inline]] constexpr auto do_nothing() const {
        return before.with(list_clause<op::on_conflict, Target>{{}, target})
            .with(bare_clause<op::do_nothing>{});
    }

    /// `DO UPDATE SET …`: the row that is there is changed; `"excluded.column"_c` is the value that was
    /// refused.
    template <fixed_string... Columns, class... E>
    [[gnu::always_inline]] constexpr auto do_update(assignment<Columns, E>... assignments) const {
        auto list = sequence_of(static_cast<assignment<Columns, E>&&>(assignments)...);
        return before.with(list_clause<op::on_conflict, Target>{{}, target})
            .with(do_update_clause<decltype(list)>{{{}, static_cast<decltype(list)&&>(list)}});
    }
};

}  // namespace tenon::inline v0::detail
