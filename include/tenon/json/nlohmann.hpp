// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/type_name.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/json.hpp>
#include <tenon/types/refuse.hpp>

#include <nlohmann/json.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::inline v0 {

namespace detail {

template <class T>
concept nlohmann_writable = std::convertible_to<const T&, nlohmann::json>;

template <class T>
concept nlohmann_readable = requires(const nlohmann::json& tree) {
    { tree.template get<T>() } -> std::same_as<T>;
};

/// Whether it has a NaN or an infinity, told by its bits because of -ffast-math: nlohmann would write null.
inline bool has_no_text(const nlohmann::json& tree) {
    if (tree.is_number_float()) {
        constexpr std::uint64_t exponent = 0x7FF0'0000'0000'0000U;
        return (std::bit_cast<std::uint64_t>(tree.get<double>()) & exponent) == exponent;
    }
    if (tree.is_structured())
        for (const nlohmann::json& each : tree)
            if (has_no_text(each)) return true;
    return false;
}

inline std::string write_json(const nlohmann::json& tree) {
    if (has_no_text(tree)) refuse("NOT_A_NUMBER", "JSON has neither NaN nor infinity: give null instead");
    return tree.dump();
}

inline nlohmann::json read_json(std::string_view text) {
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::exception& failure) {
        refuse("MALFORMED_TEXT", "the text " + quoted(text) + " is no JSON: " + failure.what());
    }
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_written(std::string_view type, const char* why) {
    refuse("MALFORMED_TEXT", "a " + quoted(type) + " can't be written as JSON: " + why);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_read(std::string_view text, std::string_view type,
                                                               const char* why) {
    refuse("MALFORMED_TEXT", "the JSON " + quoted(text) + " is not that of a " + quoted(type) + ": " + why);
}

}  // namespace detail

/// Every type that nlohmann's library converts: by its own rules, or by `to_json` and `from_json` beside the
/// type. Text that is no JSON, and JSON that `from_json` does not take, is refused as MALFORMED_TEXT; so is
/// text in a value that is not UTF-8. A NaN or an infinity is refused as NOT_A_NUMBER.
template <class T>
    requires(detail::nlohmann_writable<T> || detail::nlohmann_readable<T>)
struct json_codec<T> {
    static std::string write(const T& value)
        requires detail::nlohmann_writable<T>
    {
        try {
            return detail::write_json(value);
        } catch (const nlohmann::json::exception& failure) {
            detail::refuse_written(detail::type_name<T>(), failure.what());
        }
    }
    static T read(std::string_view text)
        requires detail::nlohmann_readable<T>
    {
        if constexpr (std::same_as<T, nlohmann::json>) {
            return detail::read_json(text);
        } else {
            const nlohmann::json tree = detail::read_json(text);
            try {
                return tree.template get<T>();
            } catch (const nlohmann::json::exception& failure) {
                detail::refuse_read(text, detail::type_name<T>(), failure.what());
            }
        }
    }
};

/// Any JSON as text, without spaces and with its keys in order; refused as the values of `json<T>` are.
template <>
struct codec<nlohmann::json> {
    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = "json";

    static std::string encode(const nlohmann::json& value) {
        return json_codec<nlohmann::json>::write(value);
    }
    static nlohmann::json decode(std::string_view stored) { return detail::read_json(stored); }
};

}  // namespace tenon::inline v0
