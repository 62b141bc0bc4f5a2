// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace tenon::inline v0::schema {

/// Asks a migration to stop; from any thread or signal handler. It fails with `cancelled_error` INTERRUPTED
/// then, and the database is as it was.
class cancel_token {
public:
    void cancel() noexcept { __atomic_store_n(&cancelled_, true, __ATOMIC_RELAXED); }
    [[nodiscard]] bool cancelled() const noexcept { return __atomic_load_n(&cancelled_, __ATOMIC_RELAXED); }

private:
    bool cancelled_ = false;
};

}  // namespace tenon::inline v0::schema
