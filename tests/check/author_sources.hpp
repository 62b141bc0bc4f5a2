// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "author_queries.hpp"

namespace tests::oracle {

/// A table, a part of WITH, a query, or a function.
inline int author::source(int depth, known_source& made) {
    const int chosen = random.below(100);
    if (!parts.empty() && chosen < 40) {
        count("source of WITH");
        const known_source& part =
            parts[static_cast<std::size_t>(random.below(static_cast<int>(parts.size())))];
        made = {fresh("s"), part.columns};
        const int index = t.leaf(op::source, made.name);
        t[index].qualifier = part.name;
        return index;
    }
    if (depth > 0 && chosen > 80) {
        count("derived table");
        const int marker = t.enter(op::derived);
        scope own;
        own.outer = here->outer;
        scope* const around = here;
        const std::vector<known_source> known = parts;
        here = &own;
        made.name = fresh("d");
        const int index = t.unary(op::derived, query(depth - 1, nullptr, made.columns));
        t[index].text = made.name;
        t[index].begin = static_cast<std::int16_t>(marker);
        here = around;
        parts = known;
        return index;
    }
    made.table = tables[random.below(4)];
    made.name = fresh("t");
    const int index = t.leaf(op::source, made.name);
    t[index].table = made.table;
    t[index].mark(tenon::detail::flag::described);
    t[index].column = add_type({made.table});
    for (int i = 0; i < made.table->column_count; ++i)
        made.columns.push_back({made.table->columns[i].name, want_of(made.table->columns[i].type)});
    return index;
}

/// A source joined to those before.
inline int author::join(int depth, bool& flat) {
    static constexpr op codes[] = {op::join, op::left_join, op::right_join, op::full_join, op::cross_join};
    const op code = codes[random.below(5)];
    static constexpr const char* names[] = {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN"};
    count(names[static_cast<int>(code) - static_cast<int>(op::join)]);
    flat = false;
    sibling_list list;
    known_source made;
    list.add(t, source(depth, made));
    std::vector<std::string_view> shared;
    for (const known_column& c : made.columns) {
        int known = 0;
        for (const known_source& before : here->sources)
            for (const known_column& other : before.columns) known += other.name == c.name ? 1 : 0;
        if (known == 1 || (known > 1 && random.chance(20))) shared.push_back(c.name);
    }
    here->sources.push_back(made);
    if (code != op::cross_join && !shared.empty() && random.chance(45)) {
        count("USING");
        const int first = random.below(static_cast<int>(shared.size()));
        here->shared.push_back(shared[static_cast<std::size_t>(first)]);
        list.add(t, t.leaf(op::using_, shared[static_cast<std::size_t>(first)]));
        if (first + 1 < static_cast<int>(shared.size()) && random.chance(20))
            list.add(t, t.leaf(op::using_, shared[static_cast<std::size_t>(first) + 1]));
    } else if (code != op::cross_join) {
        if (random.chance(60)) {
            const want w = random.chance(70) ? want::integer : any_want();
            const int left = leaf(w);
            list.add(t, t.binary(op::equal, left, leaf(w)));
        } else {
            list.add(t, expression(want::boolean, depth > 1 ? 1 : depth));
        }
    }
    return list.close(t, code);
}

inline void author::from(int depth, sibling_list& clauses) {
    const int marker = t.enter(op::from);
    if (random.chance(4)) return;
    sibling_list list;
    known_source first;
    list.add(t, source(depth, first));
    here->sources.push_back(first);
    bool flat = true;
    const int odds = depth > 1 ? 50 : 30;
    while (here->sources.size() < 4 && random.chance(odds)) {
        if (flat && random.chance(8)) {
            known_source next;
            list.add(t, source(depth - 1, next));
            here->sources.push_back(next);
        } else {
            list.add(t, join(depth - 1, flat));
        }
    }
    clauses.add(t, close(list, op::from, marker));
}

/// The rows of a chain: the first ones, and those that follow from each.
inline int author::recursive(int depth, std::string_view name, std::vector<known_column>& columns) {
    count("WITH RECURSIVE");
    const std::vector<want> wanted = {any_want(), any_want()};
    const int marker = t.enter(op::compound);
    sibling_list arms;
    scope* const around = here;
    const std::vector<known_source> known = parts;
    for (int arm = 0; arm < 2; ++arm) {
        scope own;
        here = &own;
        const int begin = t.enter(op::select);
        sibling_list clauses;
        const int entered = t.enter(op::from);
        if (arm == 1 || random.chance(70)) {
            sibling_list sources;
            known_source made;
            if (arm == 1) {
                made = {fresh("s"), columns};
                sources.add(t, t.leaf(op::source, made.name));
                t[sources.last].qualifier = name;
            } else {
                sources.add(t, source(0, made));
            }
            own.sources.push_back(made);
            bool flat = false;
            if (random.chance(40)) sources.add(t, join(0, flat));
            clauses.add(t, close(sources, op::from, entered));
        }
        if (arm == 1 && random.chance(6)) parts.push_back({name, columns});
        const int listing = t.enter(op::results);
        sibling_list results;
        int steps = literal(want::integer);
        if (arm == 1) {
            const int previous = t.leaf(op::column, columns.front().name);
            t[previous].qualifier = own.sources.front().name;
            steps = t.binary(op::add, previous, t.leaf(op::literal, "1"));
            t[steps - 1].type = type_of(want::integer);
        }
        results.add(t, t.unary(op::result, steps));
        if (arm == 0) {
            columns = {{fresh("n"), want::integer}};
            t[results.last].text = columns.front().name;
        }
        own.aggregated = arm == 1 && random.chance(2);
        for (const want w : wanted) {
            results.add(t, t.unary(op::result, expression(w, arm == 0 ? 1 : depth)));
            if (arm == 1) continue;
            columns.push_back({fresh("c"), w});
            t[results.last].text = columns.back().name;
        }
        clauses.add(t, close(results, op::results, listing));
        if (arm == 1) {
            const int where = t.enter(op::where);
            sibling_list condition;
            const int step = t.leaf(op::column, columns.front().name);
            t[step].qualifier = own.sources.front().name;
            const int most = t.leaf(op::literal, "4");
            t[most].type = type_of(want::integer);
            condition.add(t, t.binary(op::less, step, most));
            clauses.add(t, close(condition, op::where, where));
        }
        const int select = close(clauses, op::select, begin);
        arms.add(t, t.unary(op::arm, select));
        if (arm == 1) t[arms.last].text = random.chance(50) ? "UNION ALL" : "UNION";
    }
    here = around;
    parts = known;
    return close(arms, op::compound, marker);
}

inline void author::with(int depth, sibling_list& clauses) {
    count("WITH");
    const int marker = t.enter(op::with);
    sibling_list list;
    for (int i = 1 + random.below(2); i > 0; --i) {
        known_source part;
        part.name = fresh("with_");
        const bool recurs = random.chance(25);
        std::uint16_t flags = 0;
        if (recurs) flags |= static_cast<std::uint16_t>(flag::recursive);
        if (!recurs && random.chance(30))
            flags |=
                static_cast<std::uint16_t>(random.chance(50) ? flag::materialized : flag::not_materialized);
        const int entered = t.enter(op::cte);
        t[entered].text = part.name;
        t[entered].flags = flags;
        sibling_list items;
        std::vector<std::string_view> names;
        const std::vector<want> wanted = {any_want(), any_want()};
        const bool named = !recurs && random.chance(30);
        if (named)
            for (std::size_t k = 0; k < wanted.size(); ++k) {
                names.push_back(fresh("k"));
                items.add(t, t.leaf(op::cte_column, names.back()));
            }
        scope own;
        own.outer = here->outer;
        scope* const around = here;
        here = &own;
        const std::vector<known_source> known = parts;
        items.add(t, recurs ? recursive(depth - 1, part.name, part.columns)
                            : query(depth - 1, named ? &wanted : nullptr, part.columns));
        here = around;
        parts = known;
        if (named)
            for (std::size_t k = 0; k < names.size(); ++k) part.columns[k].name = names[k];
        const int index = items.close(t, op::cte, part.name);
        t[index].flags = flags;
        t[index].begin = static_cast<std::int16_t>(entered);
        parts.push_back(part);
        list.add(t, index);
    }
    clauses.add(t, close(list, op::with, marker));
}

inline int author::statement() {
    scope own;
    here = &own;
    std::vector<known_column> columns;
    return query(3, nullptr, columns);
}

}  // namespace tests::oracle
