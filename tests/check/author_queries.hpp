// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "author_conditions.hpp"

namespace tests::oracle {

inline int author::close(const sibling_list& children, op clause, int marker) {
    const int index = children.close(t, clause);
    t[index].begin = static_cast<std::int16_t>(marker);
    return index;
}

/// A query inside an expression: it may name what is around it.
inline int author::inner(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns) {
    scope inside;
    inside.outer = here;
    const std::vector<known_source> known = parts;
    scope* const around = here;
    here = &inside;
    const int index = query(depth < 2 ? depth : 2, wanted, columns);
    here = around;
    parts = known;
    return index;
}

inline int author::query(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns) {
    const int chosen = random.below(100);
    if (chosen < 12 && depth > 0) return compound(depth, wanted, columns);
    if (chosen < 18) return values(depth, wanted, columns);
    return select(depth, wanted, columns, false);
}

inline int author::values(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns) {
    count("VALUES");
    static constexpr std::string_view names[] = {"column1", "column2", "column3"};
    const int marker = t.enter(op::values_rows);
    std::vector<want> types = wanted != nullptr ? *wanted : std::vector<want>{any_want(), any_want()};
    sibling_list rows;
    const int count = 1 + random.below(3);
    for (int i = 0; i < count; ++i) {
        sibling_list row;
        for (const want w : types) row.add(t, random.chance(8) ? null() : expression(w, depth > 0 ? 1 : 0));
        rows.add(t, row.close(t, op::row));
    }
    columns.clear();
    for (std::size_t i = 0; i < types.size() && i < 3; ++i) columns.push_back({names[i], types[i]});
    if (random.chance(10)) bounds(rows);
    return close(rows, op::values_rows, marker);
}

inline int author::compound(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns) {
    count("compound");
    static constexpr std::string_view words[] = {"UNION", "UNION ALL", "INTERSECT", "EXCEPT"};
    const int marker = t.enter(op::compound);
    std::vector<want> types = wanted != nullptr ? *wanted : std::vector<want>{any_want(), any_want()};
    sibling_list clauses;
    const bool whole = wanted == nullptr && random.chance(10);
    scope* const around = here;
    for (int arm = 0, count = 2 + random.below(2); arm < count; ++arm) {
        scope own;
        own.outer = around->outer;
        here = &own;
        std::vector<known_column> added;
        const int index = t.unary(op::arm, whole              ? selected_whole_tables(added)
                                           : random.chance(8) ? values(depth - 1, &types, added)
                                                              : select(depth - 1, &types, added, true));
        if (arm > 0) t[index].text = words[random.below(4)];
        if (arm == 0) columns = added;
        clauses.add(t, index);
    }
    here = around;
    here->named = columns;
    order(depth, clauses, true);
    bounds(clauses);
    return close(clauses, op::compound, marker);
}

/// Rows that are structs.
inline int author::selected_whole_tables(std::vector<known_column>& columns) {
    const int marker = t.enter(op::select);
    sibling_list clauses;
    const tenon::table_info& table = *tables[random.below(2)];
    const int entered = t.enter(op::from);
    sibling_list sources;
    const int leaf = t.leaf(op::source);
    t[leaf].table = &table;
    t[leaf].mark(tenon::detail::flag::described);
    t[leaf].column = add_type({&table});
    sources.add(t, leaf);
    clauses.add(t, close(sources, op::from, entered));
    const int listing = t.enter(op::results);
    sibling_list results;
    results.add(t, t.unary(op::result, t.leaf(op::star)));
    clauses.add(t, close(results, op::results, listing));
    for (int i = 0; i < table.column_count; ++i)
        columns.push_back({table.columns[i].name, want_of(table.columns[i].type)});
    return close(clauses, op::select, marker);
}

inline int author::results(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns) {
    const int marker = t.enter(op::results);
    sibling_list list;
    columns.clear();
    const bool star = wanted == nullptr && !here->sources.empty() && !here->aggregated && random.chance(15);
    if (star) {
        count("*");
        const bool qualified = random.chance(50);
        const int index = t.leaf(op::star);
        if (qualified) t[index].qualifier = here->sources.front().name;
        list.add(t, t.unary(op::result, index));
        for (const known_source& source : here->sources) {
            columns.insert(columns.end(), source.columns.begin(), source.columns.end());
            if (qualified) break;
        }
    }
    const int size = wanted != nullptr ? static_cast<int>(wanted->size())
                     : star            ? random.below(2)
                                       : 1 + random.below(3);
    here->may_window = true;
    for (int i = 0; i < size; ++i) {
        const want w = wanted != nullptr ? (*wanted)[static_cast<std::size_t>(i)] : any_want();
        const int value = random.chance(3) ? null() : expression(w, depth);
        const bool bare = t[value].code == op::column && random.chance(50);
        list.add(t, t.unary(op::result, value));
        const std::string_view name = bare ? t[value].text : fresh("r");
        if (!bare) t[list.last].text = name;
        columns.push_back({name, w});
        if (!bare) here->named.push_back({name, w});
    }
    here->may_window = false;
    const int clause = close(list, op::results, marker);
    if (random.chance(10)) t[clause].mark(flag::distinct);
    return clause;
}

inline void author::group(int depth, sibling_list& clauses) {
    if (!here->keys.empty()) {
        count("GROUP BY");
        const int marker = t.enter(op::group_by);
        sibling_list list;
        for (const group_key& k : here->keys) list.add(t, key(k));
        clauses.add(t, close(list, op::group_by, marker));
    }
    if (!random.chance(here->keys.empty() ? 10 : 30)) return;
    count("HAVING");
    const int having = t.enter(op::having);
    sibling_list condition;
    condition.add(t, expression(want::boolean, depth));
    clauses.add(t, close(condition, op::having, having));
}

inline void author::order(int depth, sibling_list& clauses, bool compounded) {
    if (!random.chance(25) || (compounded && here->named.empty())) return;
    count("ORDER BY");
    const int marker = t.enter(op::order_by);
    sibling_list list;
    here->may_window = !compounded;
    scope* const around = here->outer;
    if (!random.chance(3)) here->outer = nullptr;  // which is not known there
    for (int i = 1 + random.below(2); i > 0; --i) {
        int term;
        if (!here->named.empty() && (compounded || random.chance(50)))
            term = t.leaf(
                op::column,
                here->named[static_cast<std::size_t>(random.below(static_cast<int>(here->named.size())))]
                    .name);
        else
            term = term_of(depth);
        list.add(t, t.unary(op::order_term, term));
        if (random.chance(40)) t[list.last].mark(flag::descending);
        if (random.chance(15)) t[list.last].mark(random.chance(50) ? flag::nulls_first : flag::nulls_last);
    }
    here->may_window = false;
    here->outer = around;
    clauses.add(t, close(list, op::order_by, marker));
}

inline void author::bounds(sibling_list& clauses) {
    if (!random.chance(12)) return;
    count("LIMIT");
    for (const op clause : {op::limit, op::offset}) {
        const int marker = t.enter(clause);
        sibling_list list;
        list.add(t, t.leaf(op::literal, kept(std::to_string(random.below(4)))));
        t[list.last].type = type_of(want::integer);
        clauses.add(t, close(list, clause, marker));
        if (random.chance(60)) return;
    }
}

inline void author::windows(int depth, sibling_list& clauses) {
    if (here->windows.empty()) return;
    count("WINDOW");
    const int marker = t.enter(op::windows);
    sibling_list list;
    for (const std::string_view name : here->windows) list.add(t, window(depth, name));
    clauses.add(t, close(list, op::windows, marker));
}

inline int author::select(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns,
                          bool arm) {
    const int marker = t.enter(op::select);
    const bool combines = random.chance(36);
    bool groups = combines && random.chance(50);
    sibling_list clauses;
    if (!arm && depth > 1 && random.chance(20)) with(depth, clauses);
    from(depth, clauses);
    groups = groups && !here->sources.empty();
    if (groups) {
        t[marker].mark(flag::grouped);
        for (int i = 1 + random.below(2); i > 0; --i) {
            const auto& from = here->sources[random.roll() % here->sources.size()].columns;
            here->keys.push_back({{random.roll()}, from[random.roll() % from.size()].type});
        }
    }
    if (!combines && random.chance(8)) here->windows.push_back(fresh("w"));
    here->aggregated = combines;
    clauses.add(t, results(depth, wanted, columns));
    here->aggregated = false;
    if (random.chance(35)) {
        count("WHERE");
        const int where = t.enter(op::where);
        sibling_list list;
        const bool pins =
            here->sources.size() == 1 && here->sources.front().table != nullptr && random.chance(25);
        if (pins) {
            count("key in WHERE");
            const known_column& first = here->sources.front().columns.front();
            const int pinned = t.leaf(op::column, first.name);
            list.add(t, t.binary(op::equal, pinned,
                                 random.chance(80) ? capture(first.type) : expression(first.type, 1)));
        } else {
            list.add(t, expression(want::boolean, depth));
        }
        clauses.add(t, close(list, op::where, where));
    }
    here->aggregated = combines;
    if (combines) group(depth, clauses);
    windows(depth, clauses);
    if (!arm) order(depth, clauses, false);
    if (!arm) bounds(clauses);
    return close(clauses, op::select, marker);
}

}  // namespace tests::oracle
