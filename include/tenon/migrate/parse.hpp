// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/sql_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Reads tokens of SQL that SQLite has accepted, one after the other.
template <class = void>
class basic_token_reader {
public:
    explicit basic_token_reader(std::string_view sql) : sql_(sql), tokens_(tokens_of(sql)) {}

    [[nodiscard]] bool at_end() const { return at_ >= tokens_.size(); }
    [[nodiscard]] token peek(std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : token{};
    }
    /// Whether the keywords or symbols follow, one after the other.
    [[nodiscard]] bool sees(std::string_view first, std::string_view second = {}) const {
        return peek().is(first) && (second.empty() || peek(1).is(second));
    }
    void skip(std::size_t count = 1) { at_ += count; }
    bool take(std::string_view first, std::string_view second = {}) {
        const bool taken = sees(first, second);
        if (taken) skip(second.empty() ? 1 : 2);
        return taken;
    }
    std::string name() {
        const std::string result = unquoted(peek().text);
        skip();
        return result;
    }

    /// The last of the names in `schema.name`.
    std::string qualified_name() {
        std::string result = name();
        if (take(".")) result = name();
        return result;
    }

    /// What stands in the parentheses that open here, as tokens.
    std::vector<token> inside() {
        std::vector<token> result;
        int depth = 0;
        do {
            const token at = peek();
            skip();
            if (at.is(")")) --depth;
            if (depth > 0) result.push_back(at);
            if (at.is("(")) ++depth;
        } while (depth > 0 && !at_end());
        return result;
    }

    /// All that is left, as it was written, without comments behind it.
    [[nodiscard]] std::string_view rest() const {
        if (at_end()) return {};
        const std::size_t end = tokens_.back().position + tokens_.back().text.size();
        return sql_.substr(peek().position, end - peek().position);
    }

private:
    std::string_view sql_;
    std::vector<token> tokens_;
    std::size_t at_ = 0;
};
using token_reader = basic_token_reader<>;

/// An expression of a table, without the table's name in front of its columns: a table that takes its place
/// bears another name for a while.
template <class = void>
std::string expression_text(const std::vector<token>& tokens, std::string_view table) {
    std::vector<token> kept;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i + 1 < tokens.size() && is_name(tokens[i]) && tokens[i + 1].is(".") &&
            same_name(unquoted(tokens[i].text), table))
            ++i;
        else
            kept.push_back(tokens[i]);
    }
    return joined(kept.data(), kept.size());
}

/// Cuts a list at its commas.
template <class = void>
std::vector<std::vector<token>> split_list(const std::vector<token>& tokens) {
    std::vector<std::vector<token>> result;
    if (tokens.empty()) return result;
    result.emplace_back();
    int depth = 0;
    for (const token& at : tokens) {
        if (at.is("(")) ++depth;
        if (at.is(")")) --depth;
        if (depth == 0 && at.is(","))
            result.emplace_back();
        else
            result.back().push_back(at);
    }
    return result;
}

template <class = void>
std::vector<std::string> names_of(const std::vector<token>& tokens) {
    std::vector<std::string> result;
    for (const std::vector<token>& each : split_list(tokens))
        if (!each.empty()) result.push_back(unquoted(each[0].text));
    return result;
}

}  // namespace tenon::inline v0::schema::detail
