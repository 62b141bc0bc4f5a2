// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/loan.hpp>
#include <tenon/runtime/pool.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

// What a loan does to the pool that it came from.
namespace tenon::inline v0::detail {

template <class T>
basic_loan<T>::~basic_loan() {
    if (from_ != nullptr) from_->take_back(std::move(pooled_), writes_);
}

template <class T>
bool basic_loan<T>::knows_module(std::string_view name) const noexcept {
    for (const std::string_view each : from_->what_.modules)
        if (each == name) return true;
    return false;
}

template <class T>
void basic_loan<T>::used_by(std::uint64_t thread) noexcept {
    if (writes_ && from_ != nullptr) __atomic_store_n(&from_->writing_thread_, thread, __ATOMIC_RELAXED);
}

}  // namespace tenon::inline v0::detail
