// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/statement.hpp>

namespace tenon::inline v0::detail {

/// Parses a text that was cut into tokens into a tree with room for it.
constexpr void parse_tokens(tree& t, const token_list& text, const outline& about) {
    t.from_text = true;
    parser p(t, text);
    if (about.size.nodes >= 0x7fff)
        p.fail_at(0, problem_kind::too_large, {});
    else if (about.too_deep >= 0)
        p.fail_at(about.too_deep, problem_kind::too_deep, deepest_words);
    else
        parse_statement(p);
}

}  // namespace tenon::inline v0::detail
