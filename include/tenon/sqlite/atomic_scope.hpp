// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/savepoint.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <optional>

namespace tenon::inline v0::sqlite {

/// Makes several statements one: a savepoint inside a transaction, else a transaction of its own. Taken back at the
/// end of the scope unless it was committed.
class atomic_scope {
public:
    explicit atomic_scope(connection& on) {
        if (on.in_transaction())
            inner_.emplace(on);
        else
            outer_.emplace(on);
    }

    void commit() {
        if (inner_)
            inner_->release();
        else
            outer_->commit();
    }

private:
    std::optional<savepoint> inner_;
    std::optional<transaction> outer_;
};

inline atomic_scope begin_atomic(connection& on) { return atomic_scope(on); }

}  // namespace tenon::inline v0::sqlite
