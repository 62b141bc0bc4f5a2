// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/sqlite/function_call.hpp>
#include <tenon/sqlite/register_function.hpp>
#include <tenon/types/signature.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::sqlite::detail {

template <class Argument>
constexpr void check_argument(tenon::detail::message& words, std::uint64_t number) {
    using value = std::remove_cvref_t<Argument>;
    constexpr bool changes =
        std::is_lvalue_reference_v<Argument> && !std::is_const_v<std::remove_reference_t<Argument>>;
    if (!words.empty()) return;
    if (!column_type<value>) {
        (words << "argument " << number << " of an SQL function: no tenon::codec reads its type ")
            .name(tenon::detail::type_name<value>());
    } else if (changes) {
        words << "argument " << number << " of an SQL function: take it by value or by const reference";
    }
}

template <class... Arguments>
constexpr void check_arguments(tenon::detail::message& words, tenon::detail::types<Arguments...>) {
    [[maybe_unused]] std::uint64_t number = 0;
    (check_argument<Arguments>(words, ++number), ...);
}

template <class Result>
constexpr void check_result(tenon::detail::message& words) {
    if (!words.empty() || bindable<Result>) return;
    words << "an SQL function returns a value: no tenon::codec stores ";
    words.name(tenon::detail::type_name<Result>());
}

/// Why SQL can't call F, or nothing.
template <class F>
struct function_refusal {
    static constexpr tenon::detail::message sentence = [] {
        tenon::detail::message words;
        if constexpr (!tenon::detail::has_signature<F>) {
            words << "an SQL function needs one signature: give a function, or a lambda without `auto` "
                     "parameters";
        } else {
            using signature = tenon::detail::signature_of<F>;
            check_arguments(words, typename signature::arguments{});
            check_result<typename signature::result>(words);
        }
        return words;
    }();
};

/// A function of the program under its name in SQL.
template <class F>
struct scalar_function {
    using arguments = typename tenon::detail::signature_of<F>::arguments;

    std::string name;
    F call;

    static void run(sqlite3_context* to, int, sqlite3_value** given) noexcept {
        auto& self = *static_cast<scalar_function*>(sqlite3_user_data(to));
        const value_reader values(given);
        if (has_unwanted_null(values, arguments{})) return sqlite3_result_null(to);
        guard(to, self.name, [&] { write_result(to, call_with(values, self.call, arguments{})); });
    }

    static void destroy(void* self) noexcept { delete static_cast<scalar_function*>(self); }
};

template <class F>
void add_scalar(sqlite3* database, std::string_view name, F&& call, const function_options& options,
                const error_context& context) {
    using function = scalar_function<std::decay_t<F>>;
    constexpr int arity = static_cast<int>(function::arguments::size);
    if constexpr (std::is_pointer_v<std::remove_cvref_t<F>>) {
        if (call == nullptr) refuse_function(name, "is given a null pointer", context);
    }
    check_function(database, name, arity, context);
    auto* const self = new function{std::string(name), static_cast<F&&>(call)};
    const int code = sqlite3_create_function_v2(database, self->name.c_str(), arity, flags_of(options), self,
                                                &function::run, nullptr, nullptr, &function::destroy);
    if (code != SQLITE_OK) fail(database, code, {}, context);  // SQLite has destroyed it
}

template <class F>
void add_scalar_function(connection& to, std::string_view name, F&& call, const function_options& options) {
    static_assert(tenon::detail::accept<function_refusal<std::decay_t<F>>>());
    if constexpr (function_refusal<std::decay_t<F>>::sentence.empty())
        add_scalar(to.handle(), name, static_cast<F&&>(call), options, to.context());
}

}  // namespace tenon::inline v0::sqlite::detail
