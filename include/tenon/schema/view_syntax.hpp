// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/walk.hpp>
#include <tenon/check/explain_text.hpp>
#include <tenon/parse/parse.hpp>
#include <tenon/schema/table.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// Whether a view's body says itself what its results are called: no `*`, and no compound, whose names are
/// those of a part.
constexpr int named_results(const tree& t) {
    if (t.root().code != op::select) return -1;
    const int first = t.nodes[find_clause(t, t.node_count - 1, op::results)].first;
    for (int result = first; result >= 0; result = t.nodes[result].next)
        if (t.nodes[t.nodes[result].first].code == op::star) return -1;
    return first;
}

constexpr std::string_view result_name(const tree& t, int result) {
    if (!t.nodes[result].text.empty()) return t.nodes[result].text;
    const node& value = t.nodes[t.nodes[result].first];
    return value.code == op::column ? value.text : std::string_view{};
}

/// A view's body is one query that binds nothing, and yields the columns of its struct.
constexpr void validate_body(message& words, const table_info& view, const tree& t, const token_list& text) {
    const bool query = t.failed() ? begins_query(text.tokens[0].meaning) : is_query(t.root().code);
    if (!query) {
        (words << "view ").name(view.name) << ": its body must be a SELECT";
        return;
    }
    if (t.failed()) {
        (words << "view ").name(view.name) << ", " << explain_text(t, text.sql).view();
        return;
    }
    for (int i = 0; i < t.node_count; ++i) {
        if (t.nodes[i].code != op::placeholder) continue;
        (words << "view ").name(view.name) << ": its body can't have `:" << t.nodes[i].text << "`";
        return;
    }
    if (text.tokens[text.count - 1].meaning == word::semicolon) {
        (words << "view ").name(view.name) << ": its body can't have `;`";
        return;
    }
    const int first = named_results(t);
    for (int i = 0; first >= 0 && i < view.column_count; ++i) {
        bool found = false;
        for (int result = first; result >= 0 && !found; result = t.nodes[result].next)
            found = same_name(result_name(t, result), view.columns[i].name);
        if (found) continue;
        (words << "view ").name(view.name) << ": its query yields no column ";
        words.name(view.columns[i].name);
        return;
    }
}

/// The body of a view that is given as text, read as far as it can be without the tables that it names.
template <class View>
struct view_syntax {
    static constexpr std::string_view body = table_of<View>.body;
    static constexpr outline measured = outliner(body, nullptr, 0).run();

    static constexpr message refusal(const table_info& view) {
        token tokens[measured.token_count + 1]{};
        char names[body.size() + 1]{};
        const outline about = outliner(body, tokens, measured.token_count + 1).run();
        const token_list text{body, tokens, about.token_count, names};
        if (about.respelt) respell(body, tokens, about.token_count, names);
        constexpr tree_size size = measured.size;
        tree_storage<size.nodes, size.sources, size.parameters, size.outputs, 0, size.queries> storage;
        tree t = storage.open();
        parse_tokens(t, text, about);
        message words;
        validate_body(words, view, t, text);
        return words;
    }
};

}  // namespace tenon::inline v0::detail
