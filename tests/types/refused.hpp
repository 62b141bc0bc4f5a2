// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>

#include <string>

namespace tests {

/// What a call that must throw a value_error says; empty if it does not throw.
template <class Call>
std::string refused(Call call) {
    try {
        call();
    } catch (const tenon::value_error& thrown) {
        return thrown.details().code + ": " + thrown.details().message;
    }
    return {};
}

}  // namespace tests
