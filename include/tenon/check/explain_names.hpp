// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/check/describe.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/suggestion.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

constexpr void suggest_column(message& words, const tree& t, std::string_view misspelt, int only_source) {
    suggestion nearest(misspelt);
    for (int s = 0; s < t.source_count; ++s)
        for (int i = 0; i < t.sources[s].table->column_count && (only_source < 0 || s == only_source); ++i)
            nearest.consider(t.sources[s].table->columns[i].name);
    suggest(words, nearest);
}

constexpr void explain_unknown_column(message& words, const tree& t) {
    const int from = t.nodes[t.failure.node].source;
    if (from >= 0)
        (words << "table ").name(t.sources[from].table->name) << " has no column ";
    else
        words << "no table of this statement has a column ";
    words.name(t.failure.name);
    suggest_column(words, t, t.failure.name, from);
}

constexpr void explain_unknown_source(message& words, const tree& t) {
    const problem& bad = t.failure;
    words << "`" << bad.name << "." << bad.other << "`: no table or alias here is called ";
    words.name(bad.name);
    suggestion nearest(bad.name);
    for (int s = 0; s < t.source_count; ++s)
        if (!t.sources[s].excluded) nearest.consider(t.sources[s].name);
    const bool only = nearest.best().empty() && t.source_count == 1;
    if (only && !same_name(t.sources[0].name, bad.name))
        words << "; did you mean ", words.name(t.sources[0].name) << "?";
    else
        suggest(words, nearest);
}

// Under which alias the table is there, if it is.
constexpr void explain_missing_table(message& words, const tree& t) {
    const node& n = t.nodes[t.failure.node];
    words << "column ";
    words.name(n.text) << " belongs to table ";
    words.name(t.failure.name) << ", which is not part of the statement";
    if (n.qualifier.empty()) return;
    words << " as ";
    words.name(n.qualifier);
    for (int s = 0; s < t.source_count; ++s)
        if (t.sources[s].table->identity == n.table->identity) {
            words << ", but as ";
            words.name(t.sources[s].name);
            return;
        }
}

constexpr void explain_unknown_table(message& words, const tree& t) {
    words << "there is no table or part of WITH called ";
    words.name(t.failure.name);
    if (!t.known.module_name.empty()) words << " in module ", words.name(t.known.module_name);
    suggestion nearest(t.failure.name);
    for (int i = 0; i < t.shape_count; ++i) nearest.consider(t.shapes[i].table.name);
    for (int i = 0; i < t.known.count; ++i)
        if (!t.known.tables[i]->name.empty()) nearest.consider(t.known.tables[i]->name);
    suggest(words, nearest);
    if (nearest.best().empty() && !t.known.module_name.empty())
        words << ": name the module that owns it in `using depends_on = tenon::modules<...>`";
}

/// Says what is wrong with a name, if that is it.
constexpr bool explain_names(message& words, const tree& t) {
    const problem& bad = t.failure;
    switch (bad.kind) {
    case problem_kind::no_sources: words.name(bad.name) << " needs a table: the statement has no FROM"; break;
    case problem_kind::doubled_alias:
        words << "two tables of the statement are called ";
        words.name(bad.name) << ": give one an alias";
        break;
    case problem_kind::hidden_table:
        words << "a part of WITH is called ";
        words.name(bad.name) << " like a table that is read: give it another name";
        break;
    case problem_kind::unknown_source: explain_unknown_source(words, t); break;
    case problem_kind::unknown_table: explain_unknown_table(words, t); break;
    case problem_kind::not_on_both_sides:
        words << "USING: ", words.name(bad.name) << " is not a column of both sides of the join";
        break;
    case problem_kind::unknown_window:
        words << "there is no window ", words.name(bad.name) << ": define it by ";
        if (t.from_text)
            words << "WINDOW " << bad.name << " AS (...)";
        else
            words << "window<\"" << bad.name << "\">(...)";
        break;
    case problem_kind::doubled_window: words << "two windows are called ", words.name(bad.name); break;
    case problem_kind::unknown_column: explain_unknown_column(words, t); break;
    case problem_kind::ambiguous_column:
        words.name(bad.name) << " is a column of several tables: say which, as in `" << bad.other << "."
                             << bad.name << "`";
        break;
    case problem_kind::missing_table: explain_missing_table(words, t); break;
    case problem_kind::ambiguous_table:
        words << "table ";
        words.name(bad.name) << " stands in the statement more than once: say which, as in c<..., \""
                             << bad.other << "\">";
        break;
    case problem_kind::unknown_collation:
        words << "there is no collation ";
        words.name(bad.name) << ": BINARY, NOCASE and RTRIM are built in";
        break;
    case problem_kind::doubled_result: words << "two results are called ", words.name(bad.name); break;
    default: return false;
    }
    return true;
}

}  // namespace tenon::inline v0::detail
