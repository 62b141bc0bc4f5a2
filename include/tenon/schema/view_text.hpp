// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/parse/lexer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

// From the first word to the last: SQLite keeps the text so.
constexpr void put_view_body(text_writer& out, std::string_view body) {
    lexer tokens(body);
    const token first = tokens.next();
    std::int32_t end = first.begin + first.size;
    for (token at = tokens.next(); at.kind != token_kind::end; at = tokens.next()) end = at.begin + at.size;
    out.put(body.substr(static_cast<std::size_t>(first.begin), static_cast<std::size_t>(end - first.begin)));
}

/// Writes CREATE VIEW.
constexpr void put_view(text_writer& out, const table_info& view, std::string_view body) {
    out.put("CREATE VIEW ");
    out.put_quoted(view.name);
    out.put(" AS ");
    put_view_body(out, body);
}

}  // namespace tenon::inline v0::detail
