// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/parse/keyword.hpp>
#include <tenon/parse/token.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What a character may begin or continue.
enum class char_class : std::uint8_t { other, blank, identifier, digit, symbol };

struct char_classes {
    char_class of[256]{};

    constexpr char_classes() {
        for (int c = 0; c < 256; ++c) {
            const char as_char = static_cast<char>(c);
            if (c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'))
                of[c] = char_class::blank;
            else if (is_digit(as_char))
                of[c] = char_class::digit;
            else if (is_identifier_char(as_char))
                of[c] = char_class::identifier;
        }
        for (const char c : std::string_view("()+-*/%<>=!,.;|&~"))
            of[static_cast<int>(c)] = char_class::symbol;
    }
};

inline constexpr char_classes char_table;

constexpr char_class class_of(char c) { return char_table.of[static_cast<unsigned char>(c)]; }

/// Cuts SQL text into tokens; white space and comments are skipped.
class lexer {
public:
    /// A byte order mark at the beginning is skipped.
    constexpr explicit lexer(std::string_view sql)
        : sql_(sql), at_(sql.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0) {}

    constexpr token next() {
        token result;
        skip_blank();
        const std::size_t begin = at_;
        scan(result);
        result.begin = static_cast<std::int32_t>(begin);
        result.size = static_cast<std::int32_t>(at_ - begin);
        return result;
    }

    constexpr std::string_view text(const token& of) const {
        return {sql_.data() + of.begin, static_cast<std::size_t>(of.size)};
    }

private:
    constexpr char peek(std::size_t ahead = 0) const {
        return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
    }

    constexpr void skip_blank() {
        while (at_ < sql_.size()) {
            const char c = sql_[at_];
            if (class_of(c) == char_class::blank) {
                ++at_;
            } else if (c == '-' && peek(1) == '-') {
                while (at_ < sql_.size() && sql_[at_] != '\n') ++at_;
            } else if (c == '/' && peek(1) == '*' && at_ + 2 < sql_.size()) {
                // SQLite takes a comment without an end to reach the end of the text.
                const std::size_t end = sql_.find("*/", at_ + 2);
                at_ = end == std::string_view::npos ? sql_.size() : end + 2;
            } else {
                return;
            }
        }
    }

    constexpr token_kind scan_quoted(char close, token_kind kind, bool& respelt) {
        for (++at_; at_ < sql_.size(); ++at_) {
            if (sql_[at_] == '\0') break;
            if (sql_[at_] != close) continue;
            if (close == ']' || peek(1) != close) {
                ++at_;
                return kind;
            }
            ++at_;
            respelt = true;
        }
        return token_kind::unterminated;
    }

    // Hexadecimal digits in pairs.
    constexpr token_kind scan_blob() {
        const std::size_t begin = at_ + 1;
        bool doubled = false;
        if (scan_quoted('\'', token_kind::blob, doubled) == token_kind::unterminated)
            return token_kind::unterminated;
        const std::string_view digits = sql_.substr(begin, at_ - 1 - begin);
        for (const char c : digits)
            if (!is_hex(c)) return token_kind::unknown;
        return digits.size() % 2 == 0 ? token_kind::blob : token_kind::unknown;
    }

    static constexpr bool is_hex(char c) {
        const char lower = ascii_lower(c);
        return is_digit(c) || (lower >= 'a' && lower <= 'f');
    }

    constexpr void scan_digits() {
        while (at_ < sql_.size() && class_of(sql_[at_]) == char_class::digit) ++at_;
    }

    constexpr void scan_identifier() {
        while (at_ < sql_.size()) {
            const char_class c = class_of(sql_[at_]);
            if (c != char_class::identifier && c != char_class::digit && sql_[at_] != '$') return;
            ++at_;
        }
    }

    // SQLite reads no hexadecimal number of more than 64 bits.
    constexpr token_kind scan_hex() {
        at_ += 2;
        while (peek() == '0') ++at_;
        const std::size_t begin = at_;
        while (at_ < sql_.size() && is_hex(sql_[at_])) ++at_;
        return end_number(at_ - begin > 16 ? token_kind::unknown : token_kind::integer);
    }

    constexpr token_kind end_number(token_kind kind) {
        if (!is_identifier_char(peek())) return kind;
        scan_identifier();
        return token_kind::unknown;
    }

    constexpr token_kind scan_number() {
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex(peek(2))) return scan_hex();
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
        return end_number(kind);
    }

    constexpr token_kind symbol(token& to, word meaning, std::size_t size = 1) {
        to.meaning = meaning;
        at_ += size;
        return token_kind::symbol;
    }

    constexpr token_kind scan_symbol(token& to) {
        const char c = sql_[at_], after = peek(1);
        switch (c) {
        case '(': return symbol(to, word::open);
        case ')': return symbol(to, word::close);
        case ',': return symbol(to, word::comma);
        case '.': return symbol(to, word::dot);
        case ';': return symbol(to, word::semicolon);
        case '*': return symbol(to, word::star);
        case '+': return symbol(to, word::plus);
        case '/': return symbol(to, word::slash);
        case '%': return symbol(to, word::percent);
        case '&': return symbol(to, word::bit_and);
        case '~': return symbol(to, word::tilde);
        case '=': return symbol(to, word::equal, after == '=' ? 2 : 1);
        case '|': return after == '|' ? symbol(to, word::concat, 2) : symbol(to, word::bit_or);
        case '-':
            if (after != '>') return symbol(to, word::minus);
            return peek(2) == '>' ? symbol(to, word::arrow_text, 3) : symbol(to, word::arrow, 2);
        case '<':
            if (after == '=') return symbol(to, word::less_equal, 2);
            if (after == '>') return symbol(to, word::not_equal, 2);
            return after == '<' ? symbol(to, word::shift_left, 2) : symbol(to, word::less);
        case '>':
            if (after == '=') return symbol(to, word::greater_equal, 2);
            return after == '>' ? symbol(to, word::shift_right, 2) : symbol(to, word::greater);
        default: break;
        }
        if (c == '!' && after == '=') return symbol(to, word::not_equal, 2);
        return skip_unknown();
    }

    // A whole character, however many bytes it has.
    constexpr token_kind skip_unknown() {
        ++at_;
        while (at_ < sql_.size() && (static_cast<unsigned char>(sql_[at_]) & 0xc0) == 0x80) ++at_;
        return token_kind::unknown;
    }

    constexpr token_kind scan_placeholder() {
        const std::size_t begin = ++at_;
        scan_identifier();
        return at_ == begin ? token_kind::unknown : token_kind::placeholder;
    }

    constexpr token_kind scan_other(token& to) {
        const char c = sql_[at_];
        switch (c) {
        case '\'': {
            bool doubled = false;
            return scan_quoted('\'', token_kind::text, doubled);
        }
        case '"':
        case '`': return scan_quoted(c, token_kind::quoted_name, to.respelt);
        case '[': return scan_quoted(']', token_kind::quoted_name, to.respelt);
        case ':':
        case '@':
        case '$': return scan_placeholder();
        case '?':
            ++at_;
            scan_digits();
            return token_kind::positional;
        default: return skip_unknown();
        }
    }

    constexpr void scan(token& to) {
        if (at_ >= sql_.size()) return;
        const char c = sql_[at_];
        switch (class_of(c)) {
        case char_class::identifier:
            if ((c == 'x' || c == 'X') && peek(1) == '\'') {
                ++at_;
                to.kind = scan_blob();
                return;
            }
            {
                const std::size_t begin = at_;
                scan_identifier();
                to.kind = token_kind::word;
                to.meaning = find_keyword({sql_.data() + begin, at_ - begin});
            }
            return;
        case char_class::digit: to.kind = scan_number(); return;
        case char_class::symbol:
            to.kind = c == '.' && is_digit(peek(1)) ? scan_number() : scan_symbol(to);
            return;
        default: to.kind = scan_other(to);
        }
    }

    std::string_view sql_{};
    std::size_t at_ = 0;
};

}  // namespace tenon::inline v0::detail
