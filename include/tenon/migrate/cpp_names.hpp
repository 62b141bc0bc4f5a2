// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
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

/// A text as C++ writes it, in one or more literals.
inline std::string cpp_text(std::string_view text) {
    bool plain = true;
    for (const char c : text) plain = plain && c != '"' && c != '\\' && c >= ' ';
    if (plain) return '"' + std::string(text) + '"';
    std::string ending;
    while (text.find(')' + ending + '"') != std::string_view::npos) ending += 'q';
    return "R\"" + ending + '(' + std::string(text) + ')' + ending + '"';
}

}  // namespace tenon::inline v0::schema::detail
