// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/iterators.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Words that can't be names in C++, and some that a header may have made macros of.
inline bool is_taken_word(std::string_view name) {
    static constexpr std::string_view words[] = {
        "NULL",      "EOF",           "alignas",      "alignof",      "and",
        "and_eq",    "asm",           "assert",       "auto",         "bitand",
        "bitor",     "bool",          "boost",        "break",        "case",
        "catch",     "char",          "char16_t",     "char32_t",     "char8_t",
        "class",     "co_await",      "co_return",    "co_yield",     "compl",
        "concept",   "const",         "const_cast",   "consteval",    "constexpr",
        "constinit", "continue",      "decltype",     "default",      "delete",
        "do",        "double",        "dynamic_cast", "else",         "enum",
        "errno",     "explicit",      "export",       "extern",       "false",
        "final",     "float",         "for",          "friend",       "goto",
        "if",        "import",        "inline",       "int",          "linux",
        "long",      "major",         "minor",        "module",       "mutable",
        "namespace", "new",           "noexcept",     "not",          "not_eq",
        "nullptr",   "operator",      "or",           "or_eq",        "override",
        "private",   "protected",     "public",       "register",     "reinterpret_cast",
        "requires",  "return",        "short",        "signed",       "sizeof",
        "static",    "static_assert", "static_cast",  "std",          "stderr",
        "stdin",     "stdout",        "struct",       "switch",       "table",
        "template",  "tenon",         "this",         "thread_local", "throw",
        "true",      "try",           "typedef",      "typeid",       "typename",
        "union",     "unix",          "unsigned",     "using",        "virtual",
        "void",      "volatile",      "wchar_t",      "while",        "xor",
        "xor_eq"};
    return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

/// Makes names of C++ of names of SQL, each of them once.
class cpp_names {
public:
    /// The name as it is, where it can be one; otherwise one that is like it.
    std::string add(std::string_view name, std::string_view otherwise) {
        std::string base;
        for (const char c : name) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            const bool digit = c >= '0' && c <= '9';
            if (letter || digit)
                base += c;
            else if (base.empty() || base.back() != '_')
                base += '_';
        }
        base.erase(0, std::min(base.find_first_not_of('_'), base.size()));
        if (base.empty()) base = otherwise;
        if (base[0] >= '0' && base[0] <= '9') base = std::string(otherwise) + '_' + base;
        if (is_taken_word(base)) base += base.back() == '_' ? "x" : "_";
        std::string result = base;
        for (int more = 2; is_given(result); ++more)
            result = base + (base.back() == '_' ? "" : "_") + std::to_string(more);
        given_.push_back(result);
        return result;
    }

    /// Whether a name was given.
    [[nodiscard]] bool is_given(std::string_view name) const {
        return std::find(given_.begin(), given_.end(), name) != given_.end();
    }

private:
    std::vector<std::string> given_;
};

/// How many bytes of UTF-8 stand at the begin of a text as one character; 0: none do.
inline std::size_t character_size(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    const std::size_t size = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
    if (size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const bool out_of_range = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) ||
                              (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F);
    return out_of_range ? 0 : size;
}

/// A text as one literal in which what compilers may change, or refuse, is escaped.
inline std::string escaped_text(std::string_view text) {
    std::string result = "\"";
    while (!text.empty()) {
        const std::size_t size = character_size(text);
        const char c = text[0];
        if (size == 0 || static_cast<unsigned char>(c) < ' ' || c == 127 || c == '"' || c == '\\') {
            const auto byte = static_cast<unsigned char>(c);
            result += '\\';
            for (const int shift : {6, 3, 0}) result += static_cast<char>('0' + (byte >> shift) % 8);
            text.remove_prefix(1);
        } else {
            result += text.substr(0, size);
            text.remove_prefix(size);
        }
    }
    return result += '"';
}

/// A text as C++ writes it, in one or more literals.
inline std::string cpp_text(std::string_view text) {
    bool plain = true, safe = true;
    for (std::string_view rest = text; !rest.empty();) {
        const char c = rest[0];
        const std::size_t size = character_size(rest);
        plain = plain && c != '"' && c != '\\' && c != '\n';
        safe = safe && size != 0 && (static_cast<unsigned char>(c) >= ' ' || c == '\n') && c != 127;
        rest.remove_prefix(size == 0 ? 1 : size);
    }
    if (!safe) return escaped_text(text);
    if (plain) return '"' + std::string(text) + '"';
    std::string ending;
    while (text.find(')' + ending + '"') != std::string_view::npos) ending += 'q';
    return "R\"" + ending + '(' + std::string(text) + ')' + ending + '"';
}

}  // namespace tenon::inline v0::schema::detail
