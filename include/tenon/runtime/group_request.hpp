// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/file_description.hpp>
#include <tenon/runtime/loan.hpp>
#include <tenon/runtime/wake_up.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <exception>
#include <string>
#include <utility>

namespace tenon::inline v0::detail {

/// A caller's work, on the caller's stack, and what has become of it. What the leader and the caller both
/// look at is guarded by the line's mutex.
class group_request {
public:
    group_request(const file_use& wants, std::string why) : use(wants), purpose(std::move(why)) {}
    group_request(const group_request&) = delete;
    group_request& operator=(const group_request&) = delete;

    /// Runs the work in the transaction; false: it says by itself that it failed.
    virtual bool run(loan& writer, sqlite::transaction& transaction) = 0;

    const file_use use;
    const std::string purpose;
    wake_up wake{};
    bool waiting = false;  // in the line
    bool leads = false;    // is to be the next leader
    bool done = false;
    std::exception_ptr failed{};
    group_request* next = nullptr;

protected:
    ~group_request() = default;
};

/// Requests in their order.
struct request_list {
    group_request* first = nullptr;

    [[nodiscard]] bool empty() const noexcept { return first == nullptr; }
    void add(group_request& last) noexcept {
        group_request** end = &first;
        while (*end != nullptr) end = &(*end)->next;
        last.next = nullptr;
        *end = &last;
    }
    group_request& take() noexcept {
        group_request& taken = *first;
        first = taken.next;
        taken.next = nullptr;
        return taken;
    }
};

}  // namespace tenon::inline v0::detail
