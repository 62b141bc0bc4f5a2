// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/separate.hpp>
#include <tenon/runtime/session.hpp>

#include <utility>

namespace tenon::inline v0 {

/// A part of a transaction that several callers share: what `group_commit` calls its work with. It runs the
/// same statements as an integrity session, and can be neither committed nor kept; what it did is taken back
/// by an exception, or a `result` with an error.
template <class Module>
class group_session : private detail::session<Module, true> {
    using base = detail::session<Module, true>;

public:
    group_session(detail::loan&& connection, sqlite::transaction&& transaction)
        : base(std::move(connection), std::move(transaction)) {}

    using base::operator();
    using base::explain;
    using base::has;
    using base::savepoint;

private:
    friend struct detail::session_connection;
    template <class, class>
    friend class detail::group_work;

    using base::give_back;
};

}  // namespace tenon::inline v0
