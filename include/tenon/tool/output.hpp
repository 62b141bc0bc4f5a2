// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::tool {

/// Whether people see the output in colours: on a terminal only, and not where NO_COLOR is set
/// (https://no-color.org).
inline bool shows_colours() {
    const char* const no = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    return isatty(STDOUT_FILENO) != 0 && (no == nullptr || *no == '\0') &&
           (terminal == nullptr || std::string_view(terminal) != "dumb");
}

enum class colour : unsigned char { plain, good, warning, bad, faint, strong };

/// The text in a colour, or as it is.
inline std::string in_colour(colour which, std::string_view text, bool shown) {
    if (!shown || which == colour::plain) return std::string(text);
    const char* const code = which == colour::good      ? "32"
                             : which == colour::warning ? "33"
                             : which == colour::bad     ? "31"
                             : which == colour::faint   ? "2"
                                                        : "1";
    return "\033[" + std::string(code) + 'm' + std::string(text) + "\033[0m";
}

inline void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

/// A text as JSON writes it.
inline std::string json_text(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) switch (c) {
        case '"': result += "\\\""; break;
        case '\\': result += "\\\\"; break;
        case '\n': result += "\\n"; break;
        case '\r': result += "\\r"; break;
        case '\t': result += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                constexpr char digits[] = "0123456789abcdef";
                result += "\\u00";
                result += digits[c >> 4 & 15];
                result += digits[c & 15];
            } else {
                result += c;
            }
        }
    return result += '"';
}

/// An object of JSON under construction.
class json_object {
public:
    json_object& add(std::string_view name, std::string_view value) { return raw(name, json_text(value)); }
    json_object& add(std::string_view name, const char* value) { return add(name, std::string_view(value)); }
    json_object& add(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
    json_object& add(std::string_view name, long long value) { return raw(name, std::to_string(value)); }
    /// Adds a value that is JSON already.
    json_object& raw(std::string_view name, std::string_view value) {
        text_ += text_.empty() ? "" : ", ";
        ((text_ += json_text(name)) += ": ") += value;
        return *this;
    }
    [[nodiscard]] std::string text() const { return '{' + text_ + '}'; }

private:
    std::string text_;
};

/// A list of JSON, of what `to_json` makes of each element.
template <class T, class ToJson>
std::string json_list(const std::vector<T>& elements, ToJson to_json) {
    std::string result = "[";
    for (const T& each : elements) {
        if (result.size() > 1) result += ", ";
        result += to_json(each);
    }
    return result += ']';
}

inline std::string json_list(const std::vector<std::string>& texts) {
    return json_list(texts, [](const std::string& text) { return json_text(text); });
}

}  // namespace tenon::inline v0::tool
