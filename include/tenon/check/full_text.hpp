// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>
#include <tenon/check/operators.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// MATCH: of a full-text table, or of one of its columns.
constexpr void check_match(tree& t, int index) {
    node& n = t.nodes[index];
    const node& searched = t.nodes[n.first];
    const int wanted = t.second(index);
    const bool full_text = searched.source >= 0 &&
                           (searched.code == op::table_name || searched.code == op::column) &&
                           t.sources[searched.source].table->kind == table_kind::fts5;
    if (!full_text) t.fail(problem_kind::not_full_text, n.first, searched.text);
    if (is_untyped_placeholder(t.nodes[wanted]))
        settle_placeholder(t, wanted, {kind::text, false, nullptr}, false);
    if (t.nodes[wanted].type.storage != kind::text)
        t.fail(problem_kind::not_text, wanted).left = t.nodes[wanted].type;
    n.type = {kind::boolean, false, nullptr};
}

/// A text names a full-text table as a whole by its name, as if it were a column.
constexpr bool resolve_whole_table(checking& c, int index, int source) {
    node& n = c.t.nodes[index];
    const table_info& table = *c.t.sources[source].table;
    if (!c.t.from_text || table.kind != table_kind::fts5 || !same_name(table.name, n.text)) return false;
    n.code = op::table_name;
    n.source = static_cast<std::int16_t>(source);
    n.table = &table;
    n.type = {kind::any, true, nullptr};
    return true;
}

/// FTS5's functions in a text, behind the table: what they take and yield.
struct full_text_function {
    std::string_view name;
    std::string_view takes;  // `r` a number, `i` an integer, `t` text; the last recurs where there are more
    int least;
    int most;
    kind yields;
};

inline constexpr full_text_function full_text_functions[] = {
    {"bm25", "r", 0, 100, kind::real},
    {"highlight", "itt", 3, 3, kind::text},
    {"snippet", "ittti", 5, 5, kind::text},
};

/// Whether the call is one of them; then it is checked.
constexpr bool check_full_text_call(tree& t, int index) {
    node& n = t.nodes[index];
    if (!t.from_text || n.first < 0 || t.nodes[n.first].code != op::table_name) return false;
    for (const full_text_function& f : full_text_functions) {
        if (!same_name(f.name, n.text)) continue;
        int given = 0;
        for (int i = t.nodes[n.first].next; i >= 0; i = t.nodes[i].next, ++given) {
            const char takes =
                f.takes[static_cast<std::size_t>(given) < f.takes.size() ? static_cast<std::size_t>(given)
                                                                         : f.takes.size() - 1];
            const kind wanted = takes == 'r' ? kind::real : takes == 'i' ? kind::integer : kind::text;
            if (is_untyped_placeholder(t.nodes[i])) settle_placeholder(t, i, {wanted, false, nullptr}, false);
            const bool fits =
                wanted == kind::text ? t.nodes[i].type.storage == kind::text : is_numeric(t.nodes[i].type);
            if (!fits)
                t.fail(problem_kind::wrong_argument, i, f.name, wanted == kind::text ? "text" : "a number")
                    .left = t.nodes[i].type;
        }
        if (given < f.least || given > f.most) t.fail(problem_kind::short_arguments, index, f.name);
        n.mark(flag::own);
        n.text = f.name;
        n.type = {f.yields, f.yields == kind::text, nullptr};
        return true;
    }
    return false;
}

}  // namespace tenon::inline v0::detail
