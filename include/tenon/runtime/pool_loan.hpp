// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/loan.hpp>
#include <tenon/runtime/pool.hpp>

#include <cstdint>
#include <string_view>

// What a loan does to the pool that it came from.
namespace tenon::inline v0::detail {

template <class T>
basic_loan<T>::~basic_loan() {
    if (pooled_ != nullptr) pooled_->home->take_back(pooled_);
}

template <class T>
bool basic_loan<T>::knows_module(std::string_view name) const noexcept {
    for (const std::string_view each : pooled_->home->what().modules)
        if (each == name) return true;
    return false;
}

template <class T>
void basic_loan<T>::used_by(std::uint64_t thread) noexcept {
    if (pooled_ != nullptr && pooled_->writes) pooled_->home->written_by(thread);
}

}  // namespace tenon::inline v0::detail
