// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/types.hpp>
#include <tenon/sqlite/error.hpp>
#include <tenon/sqlite/value_reader.hpp>
#include <tenon/types/bind.hpp>
#include <tenon/types/read.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::sqlite::detail {

/// Takes a function's result as a statement takes a value.
class result_writer {
public:
    explicit result_writer(sqlite3_context* to) noexcept : to_(to) {}

    void bind_null(int) noexcept { sqlite3_result_null(to_); }
    void bind_integer(int, std::int64_t value) noexcept { sqlite3_result_int64(to_, value); }
    void bind_real(int, double value) noexcept { sqlite3_result_double(to_, value); }
    void bind_text(int, std::string_view value, lifetime) noexcept {
        const char* const data = value.data() != nullptr ? value.data() : "";
        sqlite3_result_text64(to_, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    void bind_blob(int, std::span<const std::byte> value, lifetime) noexcept {
        const void* const data = value.data() != nullptr ? static_cast<const void*>(value.data()) : "";
        sqlite3_result_blob64(to_, data, value.size(), SQLITE_TRANSIENT);
    }

private:
    sqlite3_context* to_;
};

template <class Result>
void write_result(sqlite3_context* to, const Result& result) {
    result_writer writer(to);
    bind_value(writer, 0, result, lifetime::copied);
}

/// Makes the statement fail as FUNCTION_FAILED.
[[gnu::cold, gnu::noinline]] inline void report(sqlite3_context* to, const std::string& name,
                                                const char* what) noexcept {
    char* const message = sqlite3_mprintf("function `%s` failed: %s", name.c_str(), what);
    if (message == nullptr) return sqlite3_result_error_nomem(to);
    sqlite3_result_error(to, message, -1);
    sqlite3_result_error_code(to, function_failed);
    sqlite3_free(message);
}

/// Runs the program's code on behalf of SQLite, through which no exception may pass; whether it succeeded.
template <class Body>
bool guard(sqlite3_context* to, const std::string& name, Body body) noexcept {
    try {
        body();
        return true;
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(to);
    } catch (const tenon::exception& thrown) {
        report(to, name, thrown.details().message.c_str());
    } catch (const std::exception& thrown) {
        report(to, name, thrown.what());
    } catch (...) {
        report(to, name, "it threw what is no std::exception");
    }
    return false;
}

/// Whether NULL stands where a parameter can't take it.
template <class... Arguments>
bool has_unwanted_null(const value_reader& values, tenon::detail::types<Arguments...>) noexcept {
    int index = -1;
    static_cast<void>(values);
    return ((++index, !is_optional<Arguments> && values.is_null(index)) || ...);
}

/// Calls with the arguments that SQL gives, each read by its codec.
template <class Call, class... Arguments>
decltype(auto) call_with(const value_reader& values, Call&& call, tenon::detail::types<Arguments...>) {
    static_cast<void>(values);
    return [&]<std::size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
        return call(read_column<std::remove_cvref_t<Arguments>>(values, static_cast<int>(I))...);
    }(std::index_sequence_for<Arguments...>{});
}

}  // namespace tenon::inline v0::sqlite::detail
