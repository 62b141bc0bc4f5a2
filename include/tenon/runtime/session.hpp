// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/ownership.hpp>
#include <tenon/runtime/session_base.hpp>
#include <tenon/sqlite/separate.hpp>
#include <tenon/statement/run.hpp>

#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class Module, class Query, bool Writes>
constexpr bool accept_in_session() {
    static_assert(accept<ownership_refusal<Module, Query, Writes>>());
    return may_run<Module, Query, Writes>;
}

/// A transaction on a connection on loan, and the statements that a module may run in it.
template <class Module, bool Writes>
class session : public session_base<Writes> {
public:
    using session_base<Writes>::session_base;
    using session_base<Writes>::operator();

    /// Runs a statement on the module's own tables, or reads those of modules that it depends on: rows come
    /// back as a range, `written` where there are none. Throws `query_error` and `constraint_error` for what
    /// the database refuses, `usage_error` SESSION_ENDED after the transaction has ended.
    template <query_like Query, class... Arguments>
    [[gnu::always_inline]] auto operator()(const Query& query, Arguments&&... arguments) & {
        if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            this->check_open();
            return run<home_of<Module>>(this->loan_.connection(), query,
                                        static_cast<Arguments&&>(arguments)...);
        }
    }

    template <query_like Query, class... Arguments>
        requires(!std::is_lvalue_reference_v<Query>)
    [[gnu::always_inline]] auto operator()(Query&& query, Arguments&&... arguments) & {
        if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            this->check_open();
            return run<home_of<Module>>(this->loan_.connection(), static_cast<Query&&>(query),
                                        static_cast<Arguments&&>(arguments)...);
        }
    }

    /// Runs a SELECT that was composed at run time. Needs `<tenon/dynamic.hpp>`.
    template <class Query, class... Arguments>
    auto operator()(const dynamic_query<Query>& composed, Arguments&&... arguments) & {
        if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            this->check_open();
            return run_dynamic<home_of<Module>>(this->loan_.connection(), composed,
                                                static_cast<Arguments&&>(arguments)...);
        }
    }

    /// How SQLite will run a query that the session may run: EXPLAIN QUERY PLAN as data. Needs
    /// `<tenon/explain.hpp>`.
    template <query_like Query, class Plan = sqlite::query_plan>
    auto explain(const Query&) {
        if constexpr (!accept_query<Query>() || !sees_plans<Plan>()) {
            return refused{};
        } else if constexpr (!accept_in_session<Module, Query, Writes>()) {
            return refused{};
        } else {
            this->check_open();
            return explain_for<Query, home_of<Module>>(this->loan_.connection());
        }
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Reads a module's database as it was when the session's first statement ran; statements that write do not
/// compile. May move between threads, never be used by two at once.
template <module_type Module>
class read_session : public detail::session<Module, false> {
public:
    using detail::session<Module, false>::session;
};

/// One transaction that may write a module's database: what it did stands after `commit`, and is taken back
/// at the end of its scope otherwise. There is one at a time per database; it may move between threads, never
/// be used by two at once.
template <module_type Module>
class integrity_session : public detail::session<Module, true> {
public:
    using detail::session<Module, true>::session;
};

}  // namespace tenon::inline v0
