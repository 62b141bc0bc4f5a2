// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/parse/lexer.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

using tenon::detail::same_name;
using tenon::detail::token_kind;

/// Writes a name in double quotes.
template <class = void>
std::string in_quotes(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        if (c == '"') result += '"';
        result += c;
    }
    return result += '"';
}

/// Writes a text in single quotes.
template <class = void>
std::string as_text(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'') result += '\'';
        result += c;
    }
    return result += '\'';
}

/// What a quoted name or text stands for.
template <class = void>
std::string unquoted(std::string_view text) {
    if (text.size() < 2 || (text[0] != '"' && text[0] != '`' && text[0] != '[' && text[0] != '\''))
        return std::string(text);
    const char close = text[0] == '[' ? ']' : text[0];
    std::string result;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        result += text[i];
        if (text[i] == close && text[i + 1] == close) ++i;
    }
    return result;
}

/// A piece of SQL, as it is written.
struct token {
    token_kind kind = token_kind::end;
    std::string_view text{};
    std::size_t position = 0;

    /// Whether it is this keyword or symbol.
    [[nodiscard]] bool is(std::string_view word) const {
        return kind != token_kind::quoted_name && kind != token_kind::text && same_name(text, word);
    }
};

template <class = void>
bool is_name(const token& what) {
    return what.kind == token_kind::word || what.kind == token_kind::quoted_name;
}

/// SQL cut into tokens.
template <class = void>
std::vector<token> tokens_of(std::string_view sql) {
    std::vector<token> result;
    tenon::detail::lexer from(sql);
    for (auto at = from.next(); at.kind != token_kind::end; at = from.next())
        result.push_back({at.kind, from.text(at), static_cast<std::size_t>(at.begin)});
    return result;
}

/// Tokens as text again: one space where blanks or comments were.
template <class = void>
std::string joined(const token* from, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && from[i - 1].text.data() + from[i - 1].text.size() != from[i].text.data()) result += ' ';
        result += from[i].text;
    }
    return result;
}

// Words that mean something else when they are quoted.
template <class = void>
bool is_special(std::string_view word) {
    for (const std::string_view special :
         {"null", "true", "false", "current_timestamp", "current_date", "current_time"})
        if (same_name(word, special)) return true;
    return false;
}

template <class = void>
bool is_plain(std::string_view name) {
    if (name.empty() || tenon::detail::is_digit(name[0])) return false;
    for (const char c : name)
        if (!tenon::detail::is_identifier_char(c)) return false;
    return !is_special(name);
}

template <class = void>
std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = tenon::detail::ascii_lower(c);
    return result;
}

/// A form that is the same for SQL that differs only in blanks, the case of words, quotes around names and
/// parentheses around all of it.
template <class = void>
std::string canonical_sql(std::string_view sql) {
    const std::vector<token> tokens = tokens_of(sql);
    std::size_t first = 0;
    std::size_t last = tokens.size();
    for (bool enclosed = true; enclosed && last - first > 1 && tokens[first].is("(");) {
        int depth = 0;
        for (std::size_t i = first; i < last && enclosed; ++i) {
            if (tokens[i].is("(")) ++depth;
            if (tokens[i].is(")")) --depth;
            if (depth == 0) enclosed = i + 1 == last;
            if (depth == 0 && enclosed) break;
        }
        if (enclosed) ++first, --last;
    }
    std::string result;
    for (std::size_t i = first; i < last; ++i) {
        const token& at = tokens[i];
        if (!result.empty()) result += ' ';
        if (at.kind == token_kind::quoted_name) {
            const std::string name = unquoted(at.text);
            result += is_plain(name) ? lower(name) : in_quotes(lower(name));
        } else if (at.is("==")) {
            result += '=';
        } else if (at.is("!=")) {
            result += "<>";
        } else {
            result += at.kind == token_kind::text ? std::string(at.text) : lower(at.text);
        }
    }
    return result;
}

/// Whether SQL names it, as far as words tell.
template <class = void>
bool mentions(std::string_view sql, std::string_view name) {
    for (const token& at : tokens_of(sql))
        if (is_name(at) && same_name(unquoted(at.text), name)) return true;
    return false;
}

/// The same SQL with another name for what `from` named.
template <class = void>
std::string renamed(std::string_view sql, std::string_view from, std::string_view to) {
    std::string result;
    std::size_t copied = 0;
    for (const token& at : tokens_of(sql)) {
        if (!is_name(at) || !same_name(unquoted(at.text), from)) continue;
        const std::size_t begin = at.position;
        result += sql.substr(copied, begin - copied);
        result += in_quotes(to);
        copied = begin + at.text.size();
    }
    return result += sql.substr(copied);
}

}  // namespace tenon::inline v0::schema::detail
