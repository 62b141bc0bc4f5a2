// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

enum class token_kind : std::uint8_t {
    end,
    word,         // a keyword or a plain name
    quoted_name,  // "…", `…` or […], with its quotes
    integer,
    real,
    text,         // '…', with its quotes
    blob,         // x'…'
    placeholder,  // :name, @name or $name, with its first character
    positional,   // ?
    symbol,
    unterminated,
    unknown,
};

struct token {
    token_kind kind = token_kind::end;
    std::string_view text{};
    std::int32_t position = 0;

    /// Whether it is this keyword or symbol.
    constexpr bool is(std::string_view word) const {
        return (kind == token_kind::word || kind == token_kind::symbol) && same_name(text, word);
    }
};

/// Cuts SQL text into tokens; white space and comments are skipped.
class lexer {
public:
    constexpr explicit lexer(std::string_view sql) : sql_(sql) {}

    constexpr token next() {
        skip_blank();
        const std::size_t begin = at_;
        const token_kind kind = scan();
        return {kind, sql_.substr(begin, at_ - begin), static_cast<std::int32_t>(begin)};
    }

private:
    constexpr char peek(std::size_t ahead = 0) const {
        return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
    }

    constexpr void skip_blank() {
        for (;;) {
            const char c = peek();
            if (at_ < sql_.size() && (c == ' ' || (c >= '\t' && c <= '\r'))) {
                ++at_;
            } else if (c == '-' && peek(1) == '-') {
                while (at_ < sql_.size() && peek() != '\n') ++at_;
            } else if (c == '/' && peek(1) == '*') {
                // SQLite takes a comment without an end to reach the end of the text.
                const std::size_t end = sql_.find("*/", at_ + 2);
                at_ = end == std::string_view::npos ? sql_.size() : end + 2;
            } else {
                return;
            }
        }
    }

    constexpr token_kind scan_quoted(char close, token_kind kind) {
        for (++at_; at_ < sql_.size(); ++at_) {
            if (sql_[at_] != close) continue;
            if (close == ']' || peek(1) != close) {
                ++at_;
                return kind;
            }
            ++at_;
        }
        return token_kind::unterminated;
    }

    // Hexadecimal digits in pairs.
    constexpr token_kind scan_blob() {
        const std::size_t begin = at_ + 1;
        if (scan_quoted('\'', token_kind::blob) == token_kind::unterminated) return token_kind::unterminated;
        const std::string_view digits = sql_.substr(begin, at_ - 1 - begin);
        for (const char c : digits) {
            const char lower = ascii_lower(c);
            if (!is_digit(c) && (lower < 'a' || lower > 'f')) return token_kind::unknown;
        }
        return digits.size() % 2 == 0 ? token_kind::blob : token_kind::unknown;
    }

    constexpr void scan_digits() {
        while (is_digit(peek())) ++at_;
    }

    constexpr token_kind scan_number() {
        token_kind kind = token_kind::integer;
        scan_digits();
        if (peek() == '.') {
            kind = token_kind::real;
            ++at_;
            scan_digits();
        }
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
        if ((peek() == 'e' || peek() == 'E') && is_digit(peek(sign))) {
            kind = token_kind::real;
            at_ += sign;
            scan_digits();
        }
        if (!is_identifier_char(peek())) return kind;
        while (is_identifier_char(peek())) ++at_;
        return token_kind::unknown;
    }

    constexpr token_kind scan_word() {
        while (is_identifier_char(peek())) ++at_;
        return token_kind::word;
    }

    constexpr token_kind scan_symbol() {
        for (const std::string_view pair : {"<=", ">=", "<>", "!=", "==", "||"})
            if (sql_.substr(at_, 2) == pair) {
                at_ += 2;
                return token_kind::symbol;
            }
        const bool known = std::string_view("()+-*/%<>=,.;").find(sql_[at_]) != std::string_view::npos;
        ++at_;
        return known ? token_kind::symbol : token_kind::unknown;
    }

    constexpr token_kind scan() {
        if (at_ >= sql_.size()) return token_kind::end;
        const char c = peek();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return scan_number();
        if (c == '\'') return scan_quoted('\'', token_kind::text);
        if ((c == 'x' || c == 'X') && peek(1) == '\'') {
            ++at_;
            return scan_blob();
        }
        if (is_identifier_char(c)) return scan_word();
        if (c == '"' || c == '`') return scan_quoted(c, token_kind::quoted_name);
        if (c == '[') return scan_quoted(']', token_kind::quoted_name);
        if ((c == ':' || c == '@' || c == '$') && is_identifier_char(peek(1))) {
            ++at_;
            scan_word();
            return token_kind::placeholder;
        }
        if (c == '?') {
            ++at_;
            scan_digits();
            return token_kind::positional;
        }
        return scan_symbol();
    }

    std::string_view sql_{};
    std::size_t at_ = 0;
};

/// How many tokens a text has: a bound for the nodes that parsing makes of it.
constexpr int count_tokens(std::string_view sql) {
    lexer tokens(sql);
    int count = 0;
    while (tokens.next().kind != token_kind::end) ++count;
    return count;
}

}  // namespace tenon::inline v0::detail
