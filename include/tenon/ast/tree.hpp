// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/node.hpp>
#include <tenon/ast/problem.hpp>
#include <tenon/ast/table_info.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// A table as a statement uses it.
struct source_info {
    const table_info* table = nullptr;
    std::string_view name{};  // its alias, or the table's name
    std::int16_t scope = 0;   // the SELECT, or other statement, that it is a source of
    std::int16_t type = -1;   // its struct in the query's list of types; -1: a query's, or a function's
    std::int16_t join = -1;   // the node that joins it to those before
    bool aliased = false;
    bool nullable = false;         // on the optional side of an outer join
    bool excluded = false;         // the row that ON CONFLICT refused
    std::int32_t printed_at = -1;  // where its table's name stands in the text
};

/// A value to be bound: a named placeholder, or the captured value of that ordinal.
struct parameter {
    std::string_view name{};
    std::int16_t captured = -1;
    std::int16_t number = 0;       // in the text, from 1; given by the printer
    std::int32_t printed_at = -1;  // where it is first named
    std::int16_t node = -1;        // where it is first used
    sql_type type{};               // nullable: takes NULL
    std::int16_t uses = 0;
    std::int16_t lists = 0;  // uses as a container of such values: all or none
    bool real = false;       // its value goes into a REAL, whatever its own type
    bool stored = false;     // its value goes into a column: `limits` hold
    integer_limits limits{};
};

/// A column, or a whole table, of a row that comes back.
struct output {
    std::string_view name{};
    std::string_view qualifier{};
    origin from{};
    std::int16_t width = 1;    // columns
    std::int16_t source = -1;  // of a whole table
    const table_info* table = nullptr;
    bool whole = false;
    bool checked = true;  // its storage class is not vouched for by a STRICT table
    sql_type type{};
};

/// What a query in FROM or WITH looks like to those who read from it.
struct query_shape {
    table_info table{};
    std::int16_t scope = -1;  // of one of WITH: where its name is known
};

/// The tables that a text may name, and whose module says so.
struct known_tables {
    const table_info* const* tables = nullptr;
    int count = 0;
    std::string_view module_name{};

    constexpr int index_of(std::string_view name) const {
        for (int i = 0; i < count; ++i)
            if (!tables[i]->name.empty() && same_name(tables[i]->name, name)) return i;
        return -1;
    }
};

/// A tree in memory that its caller owns and has measured: functions over it are no templates.
struct tree {
    node* nodes = nullptr;
    std::int16_t node_capacity = 0;
    std::int16_t node_count = 0;
    source_info* sources = nullptr;
    std::int16_t source_capacity = 0;
    std::int16_t source_count = 0;
    parameter* parameters = nullptr;
    std::int16_t parameter_capacity = 0;
    std::int16_t parameter_count = 0;
    output* outputs = nullptr;
    std::int16_t output_capacity = 0;
    std::int16_t output_count = 0;
    column_info* columns = nullptr;  // of the queries inside
    std::int16_t column_capacity = 0;
    std::int16_t column_count = 0;
    query_shape* shapes = nullptr;
    std::int16_t shape_capacity = 0;
    std::int16_t shape_count = 0;
    std::int16_t next_captured = 0;
    std::int16_t first_captured = 0;  // of the query that is being lowered
    std::int16_t next_type = 0;
    std::int16_t first_type = 0;
    std::int16_t scope_count = 0;
    std::int16_t rechecked = 0;  // how often a recursive part of WITH was checked again
    bool single_row = false;
    bool columns_lacking = false;
    bool from_text = false;  // it was parsed: what is wrong is said in SQL's words
    known_tables known{};
    problem failure{};
    problem later_failure{};  // of no interest

    constexpr node& operator[](int index) { return nodes[index]; }
    constexpr const node& operator[](int index) const { return nodes[index]; }
    constexpr node& root() { return nodes[node_count - 1]; }
    constexpr const node& root() const { return nodes[node_count - 1]; }
    constexpr bool failed() const { return failure.kind != problem_kind::none; }

    /// Records what is wrong, unless something already was.
    constexpr problem& fail(problem_kind kind, int at, std::string_view name = {},
                            std::string_view other = {}) {
        if (failed()) return later_failure;
        failure = {kind, static_cast<std::int16_t>(at), at >= 0 ? nodes[at].position : -1, name, other};
        return failure;
    }

    constexpr int add(const node& value) {
        if (node_count == node_capacity) {
            fail(problem_kind::too_large, node_count - 1);
            return node_count - 1;
        }
        nodes[node_count] = value;
        nodes[node_count].begin = node_count;
        return node_count++;
    }

    // Nodes are filled in where they lie: copying whole ones is most of what lowering costs.
    constexpr int leaf(op code, std::string_view text = {}) {
        if (node_count == node_capacity) {
            fail(problem_kind::too_large, node_count - 1);
            return node_count - 1;
        }
        node& it = nodes[node_count];
        it.code = code;
        it.text = text;
        it.begin = node_count;
        return node_count++;
    }

    /// Marks the beginning of a statement or clause.
    constexpr int enter(op clause) {
        const int marker = leaf(op::enter);
        nodes[marker].column = static_cast<std::int16_t>(clause);
        return marker;
    }

    /// Adds a parent; its children follow by `adopt`, in order, and its descendants start at `begin`.
    constexpr int parent(op code, int begin, std::string_view text = {}) {
        const int index = leaf(code, text);
        nodes[index].begin = static_cast<std::int16_t>(begin);
        return index;
    }

    constexpr void adopt(int owner, int child) {
        node& it = nodes[owner];
        if (it.first < 0)
            it.first = static_cast<std::int16_t>(child);
        else
            nodes[it.last].next = static_cast<std::int16_t>(child);
        it.last = static_cast<std::int16_t>(child);
    }

    constexpr int unary(op code, int child) {
        const int index = parent(code, nodes[child].begin);
        adopt(index, child);
        return index;
    }

    /// The child itself where it is such a node already.
    constexpr int in(op code, int child) { return nodes[child].code == code ? child : unary(code, child); }

    constexpr int binary(op code, int left, int right) {
        const int index = parent(code, nodes[left].begin);
        adopt(index, left);
        adopt(index, right);
        return index;
    }

    constexpr int second(int index) const { return nodes[nodes[index].first].next; }
};

/// Children found one after the other before their parent exists.
struct sibling_list {
    int first = -1;
    int last = -1;

    constexpr void add(tree& t, int child) {
        if (first < 0)
            first = child;
        else
            t.nodes[last].next = static_cast<std::int16_t>(child);
        last = child;
    }

    constexpr int close(tree& t, op code, std::string_view text = {}) const {
        const int index = t.leaf(code, text);
        node& n = t.nodes[index];
        if (first >= 0) n.begin = t.nodes[first].begin;
        n.first = static_cast<std::int16_t>(first);
        n.last = static_cast<std::int16_t>(last);
        return index;
    }
};

/// What a tree needs room for.
struct tree_size {
    int nodes = 0;
    int sources = 0;
    int parameters = 0;
    int outputs = 0;  // results, each `*` one of them
    int captured = 0;
    int types = 0;    // C++ types, tables and others
    int stars = 0;    // `*` in place of results
    int width = 0;    // columns of all tables
    int queries = 0;  // inside

    constexpr tree_size operator+(const tree_size& other) const {
        return {nodes + other.nodes,     sources + other.sources,   parameters + other.parameters,
                outputs + other.outputs, captured + other.captured, types + other.types,
                stars + other.stars,     width + other.width,       queries + other.queries};
    }
};

/// Memory for a tree of exactly these sizes, as a constant.
template <int Nodes, int Sources, int Parameters, int Outputs, int Columns = 0, int Shapes = 0>
struct tree_storage {
    node nodes[Nodes > 0 ? Nodes : 1]{};
    source_info sources[Sources > 0 ? Sources : 1]{};
    parameter parameters[Parameters > 0 ? Parameters : 1]{};
    output outputs[Outputs > 0 ? Outputs : 1]{};
    column_info columns[Columns > 0 ? Columns : 1]{};
    query_shape shapes[Shapes > 0 ? Shapes : 1]{};
    std::int16_t node_count = 0, source_count = 0, parameter_count = 0, output_count = 0;
    bool single_row = false;
    problem failure{};

    constexpr tree open() {
        tree t;
        t.nodes = nodes;
        t.node_capacity = Nodes;
        t.node_count = node_count;
        t.sources = sources;
        t.source_capacity = Sources;
        t.source_count = source_count;
        t.parameters = parameters;
        t.parameter_capacity = Parameters;
        t.parameter_count = parameter_count;
        t.outputs = outputs;
        t.output_capacity = Outputs;
        t.output_count = output_count;
        t.columns = columns;
        t.column_capacity = Columns;
        t.shapes = shapes;
        t.shape_capacity = Shapes;
        t.single_row = single_row;
        t.failure = failure;
        return t;
    }

    constexpr void close(const tree& t) {
        node_count = t.node_count;
        source_count = t.source_count;
        parameter_count = t.parameter_count;
        output_count = t.output_count;
        single_row = t.single_row;
        failure = t.failure;
    }
};

}  // namespace tenon::inline v0::detail
