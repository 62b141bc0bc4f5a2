// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/owning.hpp>
#include <tenon/runtime/pooled_connection.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

template <class = void>
class basic_pool;
using pool = basic_pool<>;

/// A number for the calling thread that no other thread gets, not even after it has ended.
inline std::uint64_t thread_number() {
    static std::uint64_t last = 0;
    thread_local const std::uint64_t number = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
    return number;
}

/// A connection on loan; goes back to the pool in the destructor, and keeps the pool alive until then.
template <class = void>
class basic_loan {
public:
    basic_loan(owning<pool> from, pooled_connection&& connection, bool writes)
        : from_(std::move(from)), pooled_(std::move(connection)), writes_(writes) {}
    basic_loan(basic_loan&& other) noexcept
        : from_(std::move(other.from_)), pooled_(std::move(other.pooled_)), writes_(other.writes_) {
        used_by(0);
    }
    basic_loan& operator=(basic_loan&& other) noexcept {
        std::swap(from_, other.from_);
        std::swap(pooled_, other.pooled_);
        std::swap(writes_, other.writes_);
        used_by(0);
        return *this;
    }
    ~basic_loan();

    sqlite::connection& connection() { return pooled_.connection; }

    /// Whether a module is part of the program.
    [[nodiscard]] bool knows_module(std::string_view name) const noexcept;

    /// Whether it has attached those of the other files whose bits are set.
    [[nodiscard]] bool has_attached(std::uint64_t files) const noexcept {
        return (files & ~pooled_.attached) == 0;
    }

    /// Whether it was moved away.
    [[nodiscard]] bool empty() const noexcept { return from_ == nullptr; }

    /// Notes who writes: a thread that waited for itself would wait for ever. Of a loan that was moved
    /// nobody knows, until it is used again.
    void used_by(std::uint64_t thread) noexcept;

private:
    owning<pool> from_;
    pooled_connection pooled_;
    bool writes_;
};
using loan = basic_loan<>;

}  // namespace tenon::inline v0::detail
