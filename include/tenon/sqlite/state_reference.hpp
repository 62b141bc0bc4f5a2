// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/connection_state.hpp>

#include <utility>

namespace tenon::inline v0::sqlite::detail {

/// An owner's share in a connection's state.
class state_reference {
public:
    explicit state_reference(connection_state& state) noexcept : state_(&state) { ++state.references; }
    state_reference(state_reference&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
    state_reference& operator=(state_reference&& other) noexcept {
        std::swap(state_, other.state_);
        return *this;
    }
    ~state_reference() {
        if (state_ != nullptr) state_->release();
    }

    explicit operator bool() const noexcept { return state_ != nullptr; }
    connection_state& operator*() const noexcept { return *state_; }
    connection_state* operator->() const noexcept { return state_; }

private:
    connection_state* state_;
};

}  // namespace tenon::inline v0::sqlite::detail
