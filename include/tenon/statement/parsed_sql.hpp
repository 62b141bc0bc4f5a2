// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/types/sql_type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tenon::inline v0::detail {

class text_parser;

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// What is wrong with an SQL text, and where.
struct sql_error {
    std::string message{};      // a sentence, without its place
    std::int64_t position = 0;  // in bytes, from 0
    int line = 1;
    int column = 1;  // in characters

    /// `line 3, column 17: …`
    std::string what() const {
        return "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + message;
    }
};

/// What a statement takes or yields: a placeholder, or a column of its rows.
struct sql_value {
    std::string name{};
    sql_type type{};  // unknown where names were not checked
};

/// A statement that was parsed at run time, by what parses `sql<…>` while compiling.
class parsed_sql {
public:
    /// What is wrong with the text, or nothing.
    const std::optional<sql_error>& error() const { return error_; }
    explicit operator bool() const { return !error_; }

    /// The statement as the library writes it: keywords in capitals, names in quotes, one space between
    /// words, no comments; empty if the text is wrong. Of a checked text it is what SQLite is given.
    const std::string& canonical() const { return canonical_; }

    /// Whether it only reads.
    bool reads() const { return detail::is_query(statement_); }

    /// Its placeholders, each once, in the order in which the text names them.
    const std::vector<sql_value>& placeholders() const { return placeholders_; }

    /// Of a checked text, the columns of its rows.
    const std::vector<sql_value>& results() const { return results_; }

private:
    friend class detail::text_parser;

    std::optional<sql_error> error_;
    std::string canonical_;
    std::vector<sql_value> placeholders_;
    std::vector<sql_value> results_;
    detail::op statement_ = detail::op::none;
};

}  // namespace tenon::inline v0
