// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "author.hpp"

namespace tests::oracle {

inline int author::literal(want w) {
    std::string text;
    switch (w) {
    case want::boolean: text = random.chance(50) ? "TRUE" : "FALSE"; break;
    case want::state: text = random.chance(50) ? "1" : "2"; break;
    default: text = std::to_string(random.below(7) - 2); break;
    }
    const int index = t.leaf(op::literal, kept(text));
    t[index].type = type_of(w == want::boolean || w == want::state ? w : want::integer);
    return index;
}

inline int author::null() {
    const int index = t.leaf(op::literal, "NULL");
    t[index].type = {kind::null, true, nullptr};
    return index;
}

inline int author::capture(want w) {
    const int index = t.leaf(op::captured);
    t[index].type = type_of(w);
    t[index].type.nullable = random.chance(4);
    t[index].column = t.next_captured++;
    captured.push_back(t[index].type.nullable ? "NULL" : sample(random, t[index].type));
    return index;
}

/// A column of the query itself, or now and then of one around it.
inline int author::column(want w) {
    scope* from = here;
    while (!replaying && from != nullptr && from->outer != nullptr &&
           random.chance(from->sources.empty() ? 60 : 12))
        from = from->outer;
    if (from == nullptr) return -1;
    if (from != here) count("correlated");
    if (from->aggregated && from->inside == 0 && !random.chance(2)) {
        std::vector<group_key> fitting;
        for (const group_key& k : from->keys)
            if (k.type == w) fitting.push_back(k);
        if (fitting.empty() || from != here || replaying) return -1;
        return key(fitting[static_cast<std::size_t>(random.below(static_cast<int>(fitting.size())))]);
    }
    struct place {
        const known_source* source;
        std::string_view column;
    };
    std::vector<place> places;
    for (const known_source& source : from->sources)
        for (const known_column& c : source.columns)
            if (c.type == w) places.push_back({&source, c.name});
    if (places.empty()) return -1;
    const place chosen = places[static_cast<std::size_t>(random.below(static_cast<int>(places.size())))];
    int named = 0;
    for (const known_source& source : from->sources)
        for (const known_column& c : source.columns) named += c.name == chosen.column ? 1 : 0;
    bool merged = false;
    for (const std::string_view name : from->shared) merged = merged || name == chosen.column;
    const int index = t.leaf(op::column, chosen.column);
    const bool bare = from == here && random.chance(named == 1 ? 40 : merged ? 40 : 3);
    if (!bare) t[index].qualifier = chosen.source->name;
    if (!bare && chosen.source->table != nullptr && random.chance(15)) {
        t[index].table = chosen.source->table;
        t[index].mark(flag::by_member);
    }
    return index;
}

inline int author::key(const group_key& k) {
    const dice before = random;
    const bool replayed = replaying, aggregated = here->aggregated;
    random = k.random, replaying = true, here->aggregated = false;
    int index = column(k.type);
    if (index < 0) index = literal(k.type);
    if (random.chance(25) && k.type == want::integer) index = t.unary(op::negate, index);
    random = before, replaying = replayed, here->aggregated = aggregated;
    return index;
}

inline int author::leaf(want w) {
    const int chosen = random.below(100);
    if (chosen < 74)
        if (const int index = column(w); index >= 0) return index;
    if (chosen < 82 && (w == want::boolean || w == want::integer || w == want::state)) return literal(w);
    return capture(w);
}

inline int author::expression(want w, int depth) {
    const bool combines = here->aggregated && here->inside == 0;
    const bool may_window = here->may_window && here->inside == 0;
    if (depth > 0 && !replaying && (may_window ? random.chance(12) : random.roll() % 400 == 0))
        if (const int index = windowed(w, depth - 1); index >= 0) return index;
    if (combines && random.chance(depth > 0 ? 35 : 60))
        if (const int index = aggregate(w, depth - 1); index >= 0) return index;
    if (depth <= 0 || random.chance(25)) return leaf(w);
    if (random.chance(30)) return general(w, depth - 1);
    switch (w) {
    case want::boolean: return condition(depth - 1);
    case want::integer:
    case want::real: return number(w, depth - 1);
    case want::text: return text(depth - 1);
    default: return leaf(w);
    }
}

/// The other side of an operator: now and then a placeholder.
inline int author::operand(want w, int depth) {
    if (!random.chance(6)) return expression(w, depth);
    count("placeholder");
    return t.leaf(op::placeholder,
                  random.chance(20) ? kept("shared_" + std::to_string(static_cast<int>(w))) : fresh("p"));
}

inline int author::call(std::string_view name, std::initializer_list<int> arguments) {
    sibling_list list;
    for (const int argument : arguments) list.add(t, argument);
    return list.close(t, op::call, name);
}

inline int author::cast(want w, int value) {
    const int index = t.unary(op::cast, value);
    t[index].type = type_of(w);
    t[index].text = tenon::column_type_name(type_of(w).storage);
    t[index].from.type = add_type({nullptr, type_of(w)});
    count("CAST");
    return index;
}

/// What there is for all types.
inline int author::general(want w, int depth) {
    switch (random.below(8)) {
    case 0:
    case 1: return conditional(w, depth);
    case 2: {
        count("COALESCE");
        const int first = expression(w, depth);
        const int second = expression(w == want::real && random.chance(30) ? want::integer : w, depth);
        if (random.chance(30)) return call("IFNULL", {first, second});
        if (random.chance(60)) return call("COALESCE", {first, second});
        return call("COALESCE", {first, second, expression(w, depth)});
    }
    case 3: {
        count("NULLIF");
        const int value = expression(w, depth);
        return call("NULLIF", {value, operand(w, depth)});
    }
    case 4: {
        if (w == want::boolean || w == want::state || w == want::time) return leaf(w);
        const want from = w == want::blob ? want::text : any_want();
        return cast(w, expression(from == want::blob ? want::real : from, depth));
    }
    case 5:
    case 6: {
        if (replaying) return leaf(w);
        count("scalar subquery");
        const std::vector<want> wanted = {w};
        std::vector<known_column> columns;
        return t.unary(op::subquery, inner(depth, &wanted, columns));
    }
    default: {
        if (w == want::integer) return leaf(w);  // which may be a real after all, where USING merges both
        count("raw");
        const std::int16_t type = add_type({nullptr, type_of(w)});
        sibling_list list;
        list.add(t, expression(w, depth));
        const int index = list.close(t, op::raw, "COALESCE(?, NULL)");
        t[index].type = type_of(w);
        t[index].type.nullable = true;
        t[index].from.type = type;
        return index;
    }
    }
}

inline int author::conditional(want w, int depth) {
    count("CASE");
    sibling_list list;
    std::uint16_t flags = 0;
    const want compared = any_want();
    if (random.chance(35)) {
        flags |= static_cast<std::uint16_t>(flag::operand);
        list.add(t, expression(compared, depth));
    }
    for (int arm = 1 + random.below(2); arm > 0; --arm) {
        list.add(t, flags != 0 ? operand(compared, depth - 1) : expression(want::boolean, depth));
        const want result = w == want::real && random.chance(25) ? want::integer : w;
        list.add(t, random.chance(12) ? null() : expression(result, depth));
    }
    if (random.chance(65)) {
        flags |= static_cast<std::uint16_t>(flag::otherwise);
        list.add(t, random.chance(8) ? null() : expression(w, depth));
    }
    const int index = list.close(t, op::case_);
    t[index].flags = flags;
    return index;
}

inline int author::number(want w, int depth) {
    const want other = w == want::real && random.chance(50) ? want::integer : w;
    switch (random.below(w == want::integer ? 12 : 8)) {
    case 0:
    case 1:
    case 2:
    case 3: {
        const op codes[] = {op::add, op::subtract, op::multiply, op::divide, op::modulo};
        const op code = codes[random.below(5)];
        const int left = expression(w, depth);
        return t.binary(code, left, operand(other, depth));
    }
    case 4: return t.unary(op::negate, expression(w, depth));
    case 5: return call("ABS", {expression(w, depth)});
    case 6:
        if (w == want::integer) return call("LENGTH", {expression(any_want(), depth)});
        return call("ROUND", {expression(random.chance(50) ? want::integer : w, depth)});
    case 7: {
        if (w == want::integer) return t.unary(op::bit_not, expression(w, depth));
        const int value = expression(w, depth);
        return call("ROUND", {value, expression(want::integer, depth)});
    }
    case 8:
    case 9: {
        const op code = random.chance(50) ? op::bit_and : op::bit_or;
        const int left = expression(w, depth);
        return t.binary(code, left, operand(w, depth));
    }
    default: {
        const op code = random.chance(50) ? op::shift_left : op::shift_right;
        const int left = expression(w, depth);
        return t.binary(code, left, literal(w));
    }
    }
}

inline int author::text(int depth) {
    const int first = expression(want::text, depth);
    switch (random.below(6)) {
    case 0:
    case 1: return t.binary(op::concat, first, operand(want::text, depth));
    case 2: return call(random.chance(50) ? "LOWER" : "UPPER", {first});
    case 3: return call("TRIM", {first});
    case 4: return call("TRIM", {first, operand(want::text, depth)});
    default: {
        const int index = t.unary(op::collate, first);
        t[index].text = random.chance(50) ? "NOCASE" : "RTRIM";
        return index;
    }
    }
}

}  // namespace tests::oracle
