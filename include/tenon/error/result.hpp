// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace tenon::inline v0 {

/// A value, or the error why there is none: Boost.System's `result`. `value()` of an error throws the
/// exception of the error's category.
template <class T>
using result = boost::system::result<T, error>;

/// An error of the program's own, by its own code: `return tenon::failure("USER_EXISTS", "…");` from a
/// function that returns a `result`.
[[nodiscard]] inline error failure(std::string code, std::string message) {
    error what;
    what.code = std::move(code);
    what.category = category::application;
    what.message = std::move(message);
    return what;
}

/// Called by Boost.System where a result without a value is asked for it.
[[noreturn]] inline void throw_exception_from_error(const error& what, const boost::source_location&) {
    raise(what);
}

}  // namespace tenon::inline v0
