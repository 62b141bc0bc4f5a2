// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/check/explain_text.hpp>
#include <tenon/parse/parse.hpp>
#include <tenon/parse/utf8.hpp>
#include <tenon/print/statement.hpp>
#include <tenon/statement/parsed_sql.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Parses a text at run time: the memory that compiling has as constants is in vectors.
class text_parser {
public:
    // Nodes are counted in 16 bits; no token is shorter than a byte.
    static constexpr std::size_t longest = 1000000;

    explicit text_parser(std::string_view sql) : sql_(sql) {}

    /// Without tables, names are not checked.
    parsed_sql run(const known_tables* known) {
        if (const std::size_t bad = find_no_text(sql_); bad != std::string_view::npos)
            return refuse("this byte is no UTF-8 text", static_cast<std::int64_t>(bad));
        if (sql_.size() > longest) return refuse("the statement is too large", 0);
        cut();
        for (int columns = 64;; columns *= 4) {
            if (attempt(known, columns) || !tree_.columns_lacking || columns > 16384) break;
        }
        if (tree_.failed()) return refuse(std::string(explain(tree_).view()), problem_position(tree_, sql_));
        return finish(known != nullptr);
    }

private:
    parsed_sql refuse(std::string message, std::int64_t position) const {
        const text_place place = find_place(sql_, static_cast<std::int32_t>(position));
        parsed_sql result;
        result.error_ = sql_error{std::move(message), position, place.line, place.column};
        return result;
    }

    void cut() {
        tokens_.resize(sql_.size() + 1);
        about_ = outliner(sql_, tokens_.data(), static_cast<int>(tokens_.size())).run();
        tokens_.resize(static_cast<std::size_t>(about_.token_count) + 1);
        if (!about_.respelt) return;
        names_.resize(sql_.size());
        respell(sql_, tokens_.data(), about_.token_count, names_.data());
    }

    template <class T>
    static std::int16_t lend(std::vector<T>& memory, T*& to, int count) {
        memory.assign(static_cast<std::size_t>(count) + 1, T{});
        to = memory.data();
        return static_cast<std::int16_t>(count);
    }

    bool attempt(const known_tables* known, int columns) {
        const tree_size& size = about_.size;
        const auto fits = [](int count) { return count < 0x7000 ? count : 0x7000; };
        tree_ = {};
        tree_.node_capacity = lend(nodes_, tree_.nodes, fits(size.nodes));
        tree_.source_capacity = lend(sources_, tree_.sources, fits(size.sources));
        tree_.parameter_capacity = lend(parameters_, tree_.parameters, fits(size.parameters));
        tree_.output_capacity = lend(outputs_, tree_.outputs, fits(size.outputs + size.sources + columns));
        tree_.column_capacity = lend(columns_, tree_.columns, fits(size.outputs + columns));
        tree_.shape_capacity = lend(shapes_, tree_.shapes, fits(size.queries));
        if (known != nullptr) tree_.known = *known;
        parse_tokens(tree_, {sql_, tokens_.data(), about_.token_count, names_.data()}, about_);
        if (known != nullptr) check(tree_);
        return !tree_.failed();
    }

    parsed_sql finish(bool checked) {
        parsed_sql result;
        result.statement_ = tree_.root().code;
        text_writer measure;
        printing first{tree_, measure};
        first.resolved = checked;
        print(first);
        result.canonical_.resize(measure.size());
        text_writer out(result.canonical_.data(), measure.size());
        printing p{tree_, out};
        p.resolved = checked;
        print(p);
        add_placeholders(result);
        for (int i = 0; i < tree_.output_count; ++i) add_result(result, tree_.outputs[i]);
        return result;
    }

    void add_placeholders(parsed_sql& result) const {
        for (int i = 0; i < tree_.node_count; ++i) {
            const node& n = tree_[i];
            if (n.code != op::placeholder) continue;
            bool known = false;
            for (const sql_value& other : result.placeholders_) known = known || other.name == n.text;
            const sql_type type = n.parameter >= 0 ? tree_.parameters[n.parameter].type : sql_type{};
            if (!known) result.placeholders_.push_back({std::string(n.text), type});
        }
    }

    void add_result(parsed_sql& result, const output& out) const {
        if (!out.whole) {
            result.results_.push_back({std::string(out.name), out.type});
            return;
        }
        for (int i = 0; i < out.width; ++i) {
            const column_info& column = out.table->columns[i];
            result.results_.push_back({std::string(column.name), column.type});
            if (out.type.nullable) result.results_.back().type.nullable = true;
        }
    }

    std::string_view sql_;
    outline about_{};
    std::vector<token> tokens_{};
    std::vector<char> names_{};
    std::vector<node> nodes_{};
    std::vector<source_info> sources_{};
    std::vector<parameter> parameters_{};
    std::vector<output> outputs_{};
    std::vector<column_info> columns_{};
    std::vector<query_shape> shapes_{};
    tree tree_{};
};

}  // namespace tenon::inline v0::detail
