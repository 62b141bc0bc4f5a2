// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/savepoint.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <optional>

namespace tenon::inline v0::sqlite {

/// Makes several statements one: a savepoint inside a transaction, else a transaction of its own. Taken back
/// at the end of the scope unless it was committed.
class atomic_scope {
public:
    explicit atomic_scope(connection& on) {
        if (on.in_transaction())
            inner_.emplace(on);
        else
            outer_.emplace(on);
    }

    void commit() {
        if (inner_) return inner_->release();
        outer_->check_active();
        outer_->commit_open();  // rows that are being read outside can be read on
    }

private:
    std::optional<savepoint> inner_;
    std::optional<transaction> outer_;
};

inline atomic_scope begin_atomic(connection& on) { return atomic_scope(on); }

}  // namespace tenon::inline v0::sqlite
