// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/parse/query.hpp>
#include <tenon/print/statement.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// Whether a call may yield another value each time: SQLite keeps such ones out of rules and indexes.
constexpr bool is_volatile(const tree& t, int index) {
    const node& call = t.nodes[index];
    if (call.code != op::call) return false;
    for (const std::string_view name :
         {"RANDOM", "RANDOMBLOB", "CHANGES", "TOTAL_CHANGES", "LAST_INSERT_ROWID", "SQLITE_VERSION",
          "SQLITE_SOURCE_ID", "SQLITE_COMPILEOPTION_GET", "SQLITE_COMPILEOPTION_USED"})
        if (same_name(call.text, name)) return true;
    bool of_time = false;
    for (const std::string_view name : {"DATE", "TIME", "DATETIME", "JULIANDAY", "UNIXEPOCH", "STRFTIME"})
        of_time = of_time || same_name(call.text, name);
    if (!of_time) return false;
    int moment = call.first;
    if (same_name(call.text, "STRFTIME") && moment >= 0) moment = t.nodes[moment].next;
    return moment < 0 || same_name(t.nodes[moment].text, "'now'");
}

/// The SQL of a CHECK, of an index's term or of its WHERE, or of what a column is computed from, parsed and
/// checked against its table.
struct constraint_text {
    static constexpr int capacity = 128;
    static constexpr int most_tokens = 2 * capacity;

    tree_storage<capacity, 1, 0, 0> storage;

    constexpr constraint_text(const table_info& table, std::string_view sql, bool order_term,
                              int computed = -1) {
        tree t = storage.open();
        const int begin = t.enter(op::expression);
        node from;
        from.code = op::source;
        from.table = &table;
        from.mark(flag::described);
        t.add(from);
        token tokens[most_tokens + 1]{};
        const outline about = outliner(sql, tokens, most_tokens + 1).run();
        if (about.token_count > most_tokens || about.respelt)
            t.fail(about.respelt ? problem_kind::unsupported : problem_kind::too_large, -1,
                   "a doubled quote in a name", "name the column otherwise");
        parser p(t, {sql, tokens, t.failed() ? 0 : about.token_count});
        const int term = order_term ? parse_order_term(p) : parse_expression(p);
        if (!p.at_end()) p.unexpected("the end of the expression");
        t.adopt(t.parent(op::expression, begin), term);
        if (order_term) require_indexed(t, term);
        if (!t.failed()) check_tree(t);
        if (computed >= 0)
            require_value(t, term, table.columns[computed]);
        else if (!order_term && !t.failed())
            require_condition(t, term);
        storage.close(t);
    }

    constexpr void print(text_writer& out) {
        tree t = storage.open();
        printing p{t, out};
        print_expression(p, t.root().first);
    }

    /// Whether the expression names the column.
    constexpr bool uses(int column) const {
        for (int i = 0; i < storage.node_count; ++i)
            if (storage.nodes[i].code == op::column && storage.nodes[i].column == column) return true;
        return false;
    }

private:
    static constexpr void require_indexed(tree& t, int term) {
        if (t.failed()) return;
        if (t.nodes[t.nodes[term].first].code == op::row_value)
            t.fail(problem_kind::misplaced_row_value, t.nodes[term].first);
        if (t.nodes[term].is(flag::nulls_first) || t.nodes[term].is(flag::nulls_last))
            t.fail(problem_kind::unsupported, term, "NULLS FIRST or NULLS LAST of an index",
                   "NULL comes first there");
    }

    static constexpr void require_value(tree& t, int term, const column_info& column) {
        if (t.failed()) return;
        if (!assignable(t.nodes[term], column.type)) {
            problem& bad = t.fail(problem_kind::mismatched_assignment, -1, column.name);
            bad.left = column.type;
            bad.right = t.nodes[term].type;
        } else if (t.nodes[term].type.nullable && !column.type.nullable) {
            t.fail(problem_kind::null_assignment, -1, column.name);
        }
    }

    // A placeholder has no one to bind it here, and SQLite looks at no other rows.
    static constexpr void check_tree(tree& t) {
        for (int i = 0; i < t.node_count; ++i)
            if (is_statement(t.nodes[i].code) && t.nodes[i].code != op::expression) {
                t.fail(problem_kind::misplaced_clause, i, "a rule of a table", "query");
                return;
            } else if (is_volatile(t, i)) {
                t.fail(problem_kind::misplaced_clause, i, "a rule of a table", t.nodes[i].text);
                return;
            } else if (t.nodes[i].code == op::placeholder) {
                t.fail(problem_kind::unexpected_text, i, t.nodes[i].text, "a value");
                return;
            }
        check(t);
    }
};

}  // namespace tenon::inline v0::detail
