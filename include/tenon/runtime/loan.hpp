// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/pooled_connection.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

/// A number for the calling thread that no other thread gets, not even after it has ended.
inline std::uint64_t thread_number() noexcept {
    static std::uint64_t last = 0;
    static constinit thread_local std::uint64_t number = 0;
    if (number == 0) [[unlikely]]
        number = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
    return number;
}

/// A connection on loan; goes back to the pool in the destructor. A pool lives until all have come back.
template <class = void>
class basic_loan {
public:
    explicit basic_loan(pooled_connection* connection) noexcept : pooled_(connection) {}
    basic_loan(basic_loan&& other) noexcept : pooled_(std::exchange(other.pooled_, nullptr)) { used_by(0); }
    basic_loan& operator=(basic_loan&& other) noexcept {
        std::swap(pooled_, other.pooled_);
        used_by(0);
        return *this;
    }
    ~basic_loan();

    sqlite::connection& connection() { return pooled_->connection; }

    /// Whether a module is part of the program.
    [[nodiscard]] bool knows_module(std::string_view name) const noexcept;

    /// Whether it has attached those of the other files whose bits are set.
    [[nodiscard]] bool has_attached(std::uint64_t files) const noexcept {
        return (files & ~pooled_->attached) == 0;
    }

    /// Leaves the giving back to the caller.
    [[nodiscard]] pooled_connection* release() noexcept { return std::exchange(pooled_, nullptr); }

    /// Whether it was moved away.
    [[nodiscard]] bool empty() const noexcept { return pooled_ == nullptr; }

    /// Notes who writes: a thread that waited for itself would wait for ever. Of a loan that was moved
    /// nobody knows, until it is used again.
    void used_by(std::uint64_t thread) noexcept;

private:
    pooled_connection* pooled_;
};
using loan = basic_loan<>;

}  // namespace tenon::inline v0::detail
