// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/sqlite/function.hpp>

#include <sqlite3.h>

#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::sqlite::detail {

template <class T>
concept has_step = requires { requires tenon::detail::has_signature<decltype(&T::step)>; };
template <class T>
concept has_result = requires(const T& state) { state.result(); };
template <class T>
concept has_inverse = requires { &T::inverse; };
template <class T>
concept has_value = requires(const T& state) { state.value(); };

/// Whether T can follow the frame of a window.
template <class T>
inline constexpr bool is_window = has_inverse<T> && has_value<T>;

template <class T>
constexpr void check_window(tenon::detail::message& words) {
    if constexpr (has_inverse<T> != has_value<T>) {
        words << "a window function needs `inverse` and `value`: ";
        words.name(tenon::detail::type_name<T>()) << " has one of them";
    } else if constexpr (is_window<T>) {
        using step = typename tenon::detail::signature_of<decltype(&T::step)>::arguments;
        if constexpr (!tenon::detail::has_signature<decltype(&T::inverse)>) {
            words << "`inverse` needs one signature";
        } else {
            using inverse = typename tenon::detail::signature_of<decltype(&T::inverse)>::arguments;
            if (!std::is_same_v<step, inverse>) words << "`inverse` must take the arguments of `step`";
        }
    }
}

/// Why T is no aggregate function, or nothing.
template <class T>
struct aggregate_refusal {
    static constexpr tenon::detail::message sentence = [] {
        tenon::detail::message words;
        if constexpr (!std::is_default_constructible_v<T>) {
            words.name(tenon::detail::type_name<T>())
                << " needs a default constructor to be an SQL aggregate";
        } else if constexpr (!has_step<T> || !has_result<T>) {
            words.name(tenon::detail::type_name<T>())
                << " is no SQL aggregate: it needs `void step(arguments...)` and `result() const`";
        } else {
            check_arguments(words, typename tenon::detail::signature_of<decltype(&T::step)>::arguments{});
            using result = decltype(std::declval<const T&>().result());
            check_result<result>(words);
            if (words.empty()) check_window<T>(words);
            if constexpr (is_window<T>) check_result<decltype(std::declval<const T&>().value())>(words);
        }
        return words;
    }();
};

/// An aggregate class under its name in SQL; each group and each frame has an object of its own.
template <class T>
struct aggregate_function {
    using arguments = typename tenon::detail::signature_of<decltype(&T::step)>::arguments;

    std::string name;

    static void step(sqlite3_context* to, int, sqlite3_value** given) noexcept {
        add_row(to, given,
                [](T& state, auto&&... values) { state.step(static_cast<decltype(values)>(values)...); });
    }

    static void inverse(sqlite3_context* to, int, sqlite3_value** given) noexcept {
        add_row(to, given,
                [](T& state, auto&&... values) { state.inverse(static_cast<decltype(values)>(values)...); });
    }

    static void value(sqlite3_context* to) noexcept {
        group* const found = group_of(to, 0);
        if (found != nullptr && found->failed) return;
        guard(to, self(to).name, [&] {
            if (found != nullptr && found->state != nullptr)
                write_result(to, static_cast<const T&>(*found->state).value());
            else
                write_result(to, static_cast<const T&>(T{}).value());
        });
    }

    // SQLite calls it at the end of every group that was begun, after errors too.
    static void final(sqlite3_context* to) noexcept {
        group* const found = group_of(to, 0);
        if (found == nullptr || !found->failed) {
            guard(to, self(to).name, [&] {
                if (found != nullptr && found->state != nullptr)
                    write_result(to, static_cast<const T&>(*found->state).result());
                else
                    write_result(to, static_cast<const T&>(T{}).result());
            });
        }
        if (found == nullptr) return;
        delete found->state;
        found->state = nullptr;
    }

    static void destroy(void* function) noexcept { delete static_cast<aggregate_function*>(function); }

private:
    struct group {  // zeroes to begin with
        T* state;
        bool failed;
    };

    static aggregate_function& self(sqlite3_context* to) noexcept {
        return *static_cast<aggregate_function*>(sqlite3_user_data(to));
    }

    static group* group_of(sqlite3_context* to, int size) noexcept {
        return static_cast<group*>(sqlite3_aggregate_context(to, size));
    }

    template <class Member>
    static void add_row(sqlite3_context* to, sqlite3_value** given, Member member) noexcept {
        group* const found = group_of(to, static_cast<int>(sizeof(group)));
        if (found == nullptr) return sqlite3_result_error_nomem(to);
        const value_reader values(given);
        if (has_unwanted_null(values, arguments{})) return;
        const bool done = guard(to, self(to).name, [&] {
            if (found->state == nullptr) found->state = new T{};
            call_with(
                values, [&](auto&&... read) { member(*found->state, static_cast<decltype(read)>(read)...); },
                arguments{});
        });
        if (!done) found->failed = true;
    }
};

template <class T>
void add_aggregate(sqlite3* database, std::string_view name, const function_options& options,
                   const error_context& context) {
    using function = aggregate_function<T>;
    constexpr int arity = static_cast<int>(function::arguments::size);
    check_function(database, name, arity, context);
    auto* const self = new function{std::string(name)};
    int code = SQLITE_OK;
    if constexpr (is_window<T>) {
        code = sqlite3_create_window_function(database, self->name.c_str(), arity, flags_of(options), self,
                                              &function::step, &function::final, &function::value,
                                              &function::inverse, &function::destroy);
    } else {
        code = sqlite3_create_function_v2(database, self->name.c_str(), arity, flags_of(options), self,
                                          nullptr, &function::step, &function::final, &function::destroy);
    }
    if (code != SQLITE_OK) fail(database, code, {}, context);  // SQLite has destroyed it
}

template <class Aggregate>
void add_aggregate_function(connection& to, std::string_view name, const function_options& options) {
    static_assert(tenon::detail::accept<aggregate_refusal<Aggregate>>());
    if constexpr (aggregate_refusal<Aggregate>::sentence.empty())
        add_aggregate<Aggregate>(to.handle(), name, options, to.context());
}

}  // namespace tenon::inline v0::sqlite::detail
