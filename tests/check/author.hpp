// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>

#include "oracle_tables.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tests::oracle {

using tenon::detail::flag;
using tenon::detail::op;
using tenon::detail::sibling_list;
using tenon::detail::tree;

/// What an expression is wanted to be.
enum class want : std::uint8_t { boolean, integer, real, text, blob, state, time };

inline constexpr int want_count = 7;

inline const tenon::sql_type& type_of(want w) {
    static constexpr std::array<tenon::sql_type, want_count> types = {
        tenon::type_of<bool>,
        tenon::type_of<std::int64_t>,
        tenon::type_of<double>,
        tenon::type_of<std::string>,
        tenon::type_of<std::vector<std::byte>>,
        tenon::type_of<mood>,
        tenon::type_of<tenon::timestamp>,
    };
    return types[static_cast<std::size_t>(w)];
}

inline want want_of(const tenon::sql_type& type) {
    for (int i = 0; i < want_count; ++i) {
        const tenon::sql_type& known = type_of(static_cast<want>(i));
        if (known.storage == type.storage && known.meaning == type.meaning) return static_cast<want>(i);
    }
    return want::integer;
}

struct known_column {
    std::string_view name;
    want type;
};

struct known_source {
    std::string_view name;
    std::vector<known_column> columns;
    const tenon::table_info* table = nullptr;
};

/// An expression of GROUP BY: it can be written again from the same dice.
struct group_key {
    dice random;
    want type;
};

/// What a query may name while it is being written.
struct scope {
    scope* outer = nullptr;
    std::vector<known_source> sources;
    std::vector<known_column> named;  // results
    std::vector<group_key> keys;
    std::vector<std::string_view> windows;
    std::vector<std::string_view> shared;  // names in USING
    bool aggregated = false;
    bool may_window = false;
    int inside = 0;  // an aggregate's arguments
};

/// A C++ type of the query's list: a struct, or what was cast to.
struct known_type {
    const tenon::table_info* table = nullptr;
    tenon::sql_type type{};
};

/// Writes random statements as the builder lowers them.
struct author {
    dice random;
    tree t;
    std::map<std::string, int> used;  // constructs
    std::vector<known_type> known_types;
    std::vector<std::string> captured;  // values, as SQL writes them
    std::vector<known_source> parts;    // of WITH, known here
    scope* here = nullptr;
    bool replaying = false;

    explicit author(std::uint64_t seed) : random{seed}, room_(std::make_unique<room>()) {
        t.nodes = room_->nodes.data(), t.node_capacity = capacity;
        t.sources = room_->sources.data(), t.source_capacity = small;
        t.parameters = room_->parameters.data(), t.parameter_capacity = small;
        t.outputs = room_->outputs.data(), t.output_capacity = small;
        t.columns = room_->columns.data(), t.column_capacity = capacity;
        t.shapes = room_->shapes.data(), t.shape_capacity = small;
    }

    // queries
    int statement();
    int query(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns);
    int select(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns, bool arm);
    int compound(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns);
    int values(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns);
    int selected_whole_tables(std::vector<known_column>& columns);
    void with(int depth, sibling_list& clauses);
    int recursive(int depth, std::string_view name, std::vector<known_column>& columns);
    int inner(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns);

    // clauses
    void from(int depth, sibling_list& clauses);
    int source(int depth, known_source& made);
    int join(int depth, bool& flat);
    int results(int depth, const std::vector<want>* wanted, std::vector<known_column>& columns);
    void group(int depth, sibling_list& clauses);
    void order(int depth, sibling_list& clauses, bool compounded);
    void windows(int depth, sibling_list& clauses);
    void bounds(sibling_list& clauses);
    int close(const sibling_list& children, op clause, int marker);

    // expressions
    int expression(want w, int depth);
    int leaf(want w);
    int operand(want w, int depth);
    int column(want w);
    int key(const group_key& k);
    int literal(want w);
    int null();
    int capture(want w);
    int general(want w, int depth);
    int condition(int depth);
    int number(want w, int depth);
    int text(int depth);
    int aggregate(want w, int depth);
    int windowed(want w, int depth);
    int window(int depth, std::string_view name);
    int frame(bool ordered);
    int conditional(want w, int depth);
    int row_comparison(int depth);
    int term_of(int depth);
    int row(const std::vector<want>& wanted, int depth);
    int listed(const std::vector<want>& wanted, int depth);
    int call(std::string_view name, std::initializer_list<int> arguments);
    int cast(want w, int value);

    want any_want() { return static_cast<want>(random.below(want_count)); }
    int count(const char* construct) { return ++used[construct]; }

    std::string_view fresh(std::string_view prefix) {
        return names_.emplace_back(std::string(prefix) + std::to_string(names_.size()));
    }
    std::string_view kept(std::string text) { return names_.emplace_back(std::move(text)); }

    std::int16_t add_type(const known_type& type) {
        known_types.push_back(type);
        return t.next_type++;
    }

private:
    static constexpr std::int16_t capacity = 12000, small = 900;

    struct room {
        std::array<tenon::detail::node, capacity> nodes{};
        std::array<tenon::detail::source_info, small> sources{};
        std::array<tenon::detail::parameter, small> parameters{};
        std::array<tenon::detail::output, small> outputs{};
        std::array<tenon::column_info, capacity> columns{};
        std::array<tenon::detail::query_shape, small> shapes{};
    };

    std::unique_ptr<room> room_;
    std::deque<std::string> names_;
};

}  // namespace tests::oracle
