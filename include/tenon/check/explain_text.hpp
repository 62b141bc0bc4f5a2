// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/explain.hpp>
#include <tenon/parse/lexer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// Where something stands in a text; both count from 1, columns in characters.
struct text_place {
    int line = 1;
    int column = 1;
};

constexpr text_place find_place(std::string_view sql, std::int32_t position) {
    text_place place;
    for (std::int32_t i = 0; i < position && i < static_cast<std::int32_t>(sql.size()); ++i) {
        const char c = sql[static_cast<std::size_t>(i)];
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            ++place.column;
        }
    }
    return place;
}

/// Where the first problem stands, counted in bytes; of `t.column` without such a column, at the column.
constexpr std::int32_t problem_position(const tree& t, std::string_view sql) {
    const problem& bad = t.failure;
    std::int32_t position = bad.position;
    for (int i = bad.node; position < 0 && i >= 0 && i < t.node_count; ++i) position = t.nodes[i].position;
    if (position < 0) return 0;
    if (bad.kind != problem_kind::unknown_column || bad.node < 0 || t.nodes[bad.node].qualifier.empty())
        return position;
    lexer tokens(sql.substr(static_cast<std::size_t>(position)));
    tokens.next();
    tokens.next();
    return position + tokens.next().begin;
}

/// The sentence for the first problem of a statement given as text, and where it is.
constexpr message explain_text(const tree& t, std::string_view sql) {
    message words;
    if (!t.failed()) return words;
    const std::int32_t position = problem_position(t, sql);
    const text_place place = find_place(sql, position);
    words << "line " << static_cast<std::uint64_t>(place.line) << ", column "
          << static_cast<std::uint64_t>(place.column) << ": " << explain(t).view();
    const bool quoted =
        static_cast<std::size_t>(position) < sql.size() && sql[static_cast<std::size_t>(position)] == '"';
    if (quoted && t.failure.kind == problem_kind::unknown_column) words << "; a text stands in single quotes";
    return words;
}

}  // namespace tenon::inline v0::detail
