// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/adopted_description.hpp>
#include <tenon/migrate/write.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// A table as a struct: what its description says is made and checked as the compiler will do it.
class adopted_table : public adopted_description {
public:
    std::string written{};  // its CREATE TABLE
    table_contents contents{};
    std::vector<std::string> left_out{};  // what the description can't say, for a comment
    bool as_written = false;

    /// Makes what other tables refer to: columns and keys.
    void make_columns(cpp_names taken) {
        for (std::size_t i = 0; i < from->columns.size(); ++i) {
            const column& each = from->columns[i];
            adopted_column next;
            next.from = &each;
            next.field = taken.add(each.name, "column");
            const bool number = from->integer_key && has_term(from->primary_key, each.name);
            const bool in_key = has_term(from->primary_key, each.name);
            next.optional = !number && !each.not_null && !(in_key && contents.columns[i].nulls == 0);
            choose_type(next, *from, contents.columns[i]);
            if (next.mixed) left_out.push_back("column " + each.name + " holds values of several kinds");
            columns.push_back(std::move(next));
        }
        refresh();
        for (const column& each : from->columns)
            if (!each.generated.empty()) add_generated(each);
        for (const column& each : from->columns) {
            if (const std::string* field = field_of(each.name)) add_column_rules(each, *field);
        }
        if (!from->primary_key.terms.empty()) {
            const bool says_number = from->primary_key.terms.size() == 1 && !from->integer_key &&
                                     !from->without_rowid && type_of_term(0) == kind::integer;
            add_key(from->primary_key, says_number ? constraint_kind::unique : constraint_kind::primary_key);
            if (says_number) as_written = true;
        }
        for (const key& each : from->uniques) add_key(each, constraint_kind::unique);
        if (!from->strict) add(option(constraint_kind::not_strict), "tenon::not_strict");
        if (from->without_rowid) add(option(constraint_kind::without_rowid), "tenon::without_rowid");
        refresh();
        if (from->autoincrement) add(option(constraint_kind::autoincrement), "tenon::autoincrement");
        for (const check_constraint& each : from->checks) add_check(each);
    }

    void add_foreign_key(const foreign_key& each, const std::vector<std::string>& target_columns,
                         const adopted_table& target) {
        constraint c = option(constraint_kind::foreign_key);
        std::string code = "tenon::foreign_key(";
        std::string_view between;
        for (const std::string& column : each.columns) {
            const std::string* field = field_of(column);
            if (field == nullptr) return leave_out("foreign key to " + each.target);
            c.add(*field);
            (code += between) += cpp_text(*field);
            between = ", ";
        }
        code += ").references<" + target.name + ">(";
        between = {};
        for (const std::string& column : target_columns) {
            const std::string* field = target.field_of(column);
            if (field == nullptr || c.target_size == constraint::capacity)
                return leave_out("foreign key to " + each.target);
            c.targets[c.target_size++] = *field;
            (code += between) += cpp_text(*field);
            between = ", ";
        }
        code += ')';
        c.has_target = true;
        c.target = &target.info();
        c.on_delete = each.on_delete;
        c.on_update = each.on_update;
        c.deferred = each.deferred;
        if (each.on_delete != no_action) code += ".on_delete(" + action_code(each.on_delete) + ')';
        if (each.on_update != no_action) code += ".on_update(" + action_code(each.on_update) + ')';
        if (each.deferred) code += ".deferred()";
        name_it(c, code, each.name);
        add_if_valid(c, std::move(code), "foreign key to " + each.target);
    }

    /// Whether the index can be described.
    bool add_index(const index& each) {
        constraint c = option(constraint_kind::index);
        std::string code = "tenon::index(";
        std::string_view between;
        for (const term& part : each.terms) {
            const std::string* field =
                part.expression || part.descending || !part.collation.empty() ? nullptr : field_of(part.text);
            const std::string& text = keep(field != nullptr ? *field : term_text(part));
            c.add(text);
            (code += between) += cpp_text(text);
            between = ", ";
        }
        code += ')';
        c.unique = each.unique;
        if (each.unique) code += ".unique()";
        if (!each.where.empty()) {
            c.text = keep(each.where);
            code += ".where(" + cpp_text(each.where) + ')';
        }
        c.name = each.name;
        code += ".named(" + cpp_text(each.name) + ')';
        return add_valid(c, std::move(code));
    }

    /// What makes the table anew.
    [[nodiscard]] std::string create_sql() const { return as_written ? written : described_sql(); }

    [[nodiscard]] std::vector<std::string> index_names() const {
        std::vector<std::string> result;
        for (const constraint& each : said_)
            if (each.kind == constraint_kind::index) result.emplace_back(each.name);
        return result;
    }

    /// The struct's text.
    [[nodiscard]] std::string code() const {
        std::string result = "struct " + name + " {\n";
        for (const adopted_column& each : columns) {
            const std::string type(each.cpp);
            const bool plain = each.cpp == "bool" || each.cpp == "double" || each.cpp == "std::int64_t";
            result += "    " + (each.optional ? "std::optional<" + type + "> " : type + ' ') + each.field;
            result += each.optional || !plain ? "{};\n" : each.cpp == "bool" ? " = false;\n" : " = 0;\n";
        }
        for (const std::string& each : left_out) result += "    // " + comment(each) + '\n';
        result += "\n    static constexpr auto table = tenon::table(\n        " + cpp_text(from->name);
        for (const std::string& each : code_of_constraints()) result += ",\n        " + each;
        if (as_written) result += ",\n        tenon::as_written(" + cpp_text(written) + ')';
        return result + ");\n};\n";
    }

private:
    static std::string comment(std::string text) {
        for (char& c : text)
            if (static_cast<unsigned char>(c) < ' ' || c == 127 || c == '\\') c = ' ';
        return text;
    }

    static std::string action_code(reference_action action) {
        switch (action) {
        case reference_action::no_action: return "tenon::no_action";
        case reference_action::restrict_: return "tenon::restrict_";
        case reference_action::cascade: return "tenon::cascade";
        case reference_action::set_null: return "tenon::set_null";
        case reference_action::set_default: return "tenon::set_default";
        }
        return {};
    }

    void leave_out(std::string what) {
        left_out.push_back("not described: " + std::move(what));
        as_written = true;
    }

    void add_if_valid(const constraint& c, std::string code, std::string what) {
        if (!add_valid(c, std::move(code))) leave_out(std::move(what));
    }

    [[nodiscard]] kind type_of_term(std::size_t at) const {
        for (const adopted_column& each : columns)
            if (same_name(each.from->name, from->primary_key.terms[at].text)) return each.type.storage;
        return kind::unknown;
    }

    void add_generated(const column& each) {
        constraint c = option(constraint_kind::generated);
        const std::string field = *field_of(each.name);
        c.add(keep(field));
        c.text = each.generated;
        c.stored = each.stored;
        set_flag(field, &column_info::generated);
        if (add_valid(c, "tenon::generated(" + cpp_text(field) + ", " + cpp_text(each.generated) + ')' +
                             (each.stored ? ".stored()" : "")))
            return;
        for (auto at = columns.begin(); at != columns.end(); ++at)
            if (at->field == field) {
                columns.erase(at);
                break;
            }
        leave_out("column " + each.name + ", computed as " + each.generated);
        refresh();
    }

    void add_column_rules(const column& each, const std::string& field) {
        constraint c = option(constraint_kind::column);
        c.add(keep(field));
        std::string code = "tenon::column(" + cpp_text(field) + ')';
        if (field != each.name) {
            c.name = each.name;
            code += ".named(" + cpp_text(each.name) + ')';
        }
        if (!canonical_collation(each.collation).empty() && tenon::detail::is_collation(each.collation)) {
            c.text = each.collation;
            code += ".collate(" + cpp_text(each.collation) + ')';
        }
        if (!c.name.empty() || !c.text.empty()) add(c, std::move(code));
        refresh();
        if (!each.default_value.empty()) add_default(each, field);
    }

    void add_default(const column& each, const std::string& field) {
        const std::string value = canonical_default(each);
        if (value.empty()) return;
        std::string code = "tenon::default_(" + cpp_text(field) + ", ";
        constraint c;
        const std::vector<token> tokens = tokens_of(value);
        const bool negative = tokens.size() == 2 && tokens[0].is("-");
        const token last = tokens.size() == 1 || negative ? tokens.back() : token{};
        const adopted_column* to = nullptr;
        for (const adopted_column& other : columns)
            if (other.field == field) to = &other;
        if (last.kind == token_kind::integer && value.size() < 18) {
            const std::int64_t number = std::strtoll(std::string(last.text).c_str(), nullptr, 10);
            if (to->cpp == "bool") {
                c = default_(keep(field), number != 0);
                code += number != 0 ? "true" : "false";
            } else if (to->cpp == "double") {
                c = default_(keep(field), static_cast<double>(negative ? -number : number));
                code += (negative ? "-" : "") + std::string(last.text) + ".0";
            } else {
                c = default_(keep(field), negative ? -number : number);
                code += (negative ? "-" : "") + std::to_string(number);
            }
        } else if (last.kind == token_kind::real) {
            const double number = std::strtod(std::string(last.text).c_str(), nullptr);
            c = default_(keep(field), negative ? -number : number);
            code += (negative ? "-" : "") + std::string(last.text);
        } else if (last.kind == token_kind::text && !negative) {
            const std::string& text = keep(unquoted(last.text));
            c = default_(keep(field), std::string_view(text));
            code += cpp_text(text);
        } else {
            return leave_out("column " + each.name + ", DEFAULT " + each.default_value);
        }
        add_if_valid(c, code + ')', "column " + each.name + ", DEFAULT " + each.default_value);
    }

    void add_key(const key& each, constraint_kind kind) {
        const bool primary = kind == constraint_kind::primary_key;
        constraint c = option(kind);
        std::string code = primary ? "tenon::primary_key(" : "tenon::unique(";
        std::string_view between;
        for (const term& part : each.terms) {
            const std::string* field = part.expression ? nullptr : field_of(part.text);
            if (field == nullptr) return leave_out(primary ? "primary key" : "unique");
            c.add(*field);
            (code += between) += cpp_text(*field);
            between = ", ";
        }
        code += ')';
        name_it(c, code, each.name);
        add_if_valid(c, std::move(code), primary ? "primary key, which may be NULL" : "unique");
    }

    void add_check(const check_constraint& each) {
        constraint c = option(constraint_kind::check);
        c.text = each.expression;
        std::string code = "tenon::check(" + cpp_text(each.expression) + ')';
        name_it(c, code, each.name);
        add_if_valid(c, std::move(code), "CHECK (" + each.expression + ')');
    }
};

}  // namespace tenon::inline v0::schema::detail
