// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/model.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

inline bool refers(const table& of, std::string_view column) {
    for (const foreign_key& key : of.foreign_keys)
        for (const std::string& each : key.columns)
            if (same_name(each, column)) return true;
    return false;
}

inline bool is_unique(const table& of, std::string_view column) {
    for (const key& unique : of.uniques)
        if (unique.terms.size() == 1 && has_term(unique, column)) return true;
    return false;
}

/// Whether at most one row refers to each.
inline bool refers_once(const table& of, const foreign_key& by) {
    const auto covered = [&](const key& unique) {
        if (unique.terms.empty()) return false;
        for (const term& part : unique.terms) {
            bool named = false;
            for (const std::string& each : by.columns) named = named || same_name(each, part.text);
            if (!named) return false;
        }
        return true;
    };
    if (covered(of.primary_key)) return true;
    for (const key& unique : of.uniques)
        if (covered(unique)) return true;
    return false;
}

inline bool may_refer_to_nothing(const table& of, const foreign_key& by) {
    for (const std::string& each : by.columns) {
        const column* const named = find(of.columns, each);
        const bool key = of.integer_key && has_term(of.primary_key, each);
        if (named == nullptr || (!named->not_null && !key)) return true;
    }
    return false;
}

inline std::string joined(const std::vector<std::string>& names) {
    std::string result;
    for (const std::string& name : names) (result += result.empty() ? "" : ", ") += name;
    return result;
}

/// A word as Mermaid takes it: letters, digits and `_`.
inline std::string mermaid_word(std::string_view name, std::string_view otherwise) {
    std::string result;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        result += plain ? c : '_';
    }
    if (result.empty()) return std::string(otherwise);
    if (result[0] >= '0' && result[0] <= '9') result.insert(0, 1, '_');
    return result;
}

inline std::string mermaid_text(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) result += c == '"' || c == '\n' ? '\'' : c;
    return result += '"';
}

inline std::string dot_text(std::string_view text) {
    std::string result;
    for (const char c : text) switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        default: result += c;
        }
    return result;
}

inline std::string dot_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result += '"';
}

inline std::string marks_of(const table& of, const column& what) {
    std::string marks;
    const auto add = [&](const char* mark) { (marks += marks.empty() ? "" : ", ") += mark; };
    if (has_term(of.primary_key, what.name)) add("PK");
    if (refers(of, what.name)) add("FK");
    if (is_unique(of, what.name)) add("UK");
    return marks;
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0::schema {

/// The tables and what refers to what, as an entity-relationship diagram in Mermaid
/// (https://mermaid.js.org/syntax/entityRelationshipDiagram.html). Characters that it does not take become
/// `_`.
inline std::string mermaid(const model& of) {
    using namespace detail;
    std::string result = "erDiagram\n";
    for (const table& each : of.tables) {
        result += "    " + mermaid_word(each.name, "table") + " {\n";
        for (const column& what : each.columns) {
            result += "        " + mermaid_word(what.type, "ANY") + ' ' + mermaid_word(what.name, "column");
            if (const std::string marks = marks_of(each, what); !marks.empty()) result += ' ' + marks;
            if (!what.generated.empty()) result += ' ' + mermaid_text("= " + what.generated);
            result += '\n';
        }
        result += "    }\n";
    }
    for (const table& each : of.tables)
        for (const foreign_key& key : each.foreign_keys)
            result += "    " + mermaid_word(key.target, "table") +
                      (may_refer_to_nothing(each, key) ? " |o--" : " ||--") +
                      (refers_once(each, key) ? "o| " : "o{ ") + mermaid_word(each.name, "table") + " : " +
                      mermaid_text(joined(key.columns)) + '\n';
    return result;
}

/// The same for Graphviz (https://graphviz.org/doc/info/lang.html): an edge leads from each table to those
/// that it refers to.
inline std::string dot(const model& of) {
    using namespace detail;
    std::string result = "digraph schema {\n    rankdir=LR;\n    node [shape=plain];\n";
    for (const table& each : of.tables) {
        result += "    " + dot_name(each.name) +
                  " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\"><tr><td "
                  "colspan=\"3\"><b>" +
                  dot_text(each.name) + "</b></td></tr>";
        for (const column& what : each.columns)
            result += "<tr><td align=\"left\">" + dot_text(what.name) + "</td><td align=\"left\">" +
                      dot_text(what.type) + "</td><td>" + marks_of(each, what) + "</td></tr>";
        result += "</table>>];\n";
    }
    for (const table& each : of.tables)
        for (const foreign_key& key : each.foreign_keys)
            result += "    " + dot_name(each.name) + " -> " + dot_name(key.target) +
                      " [label=" + dot_name(joined(key.columns)) +
                      (may_refer_to_nothing(each, key) ? ", style=dashed" : "") + "];\n";
    return result + "}\n";
}

}  // namespace tenon::inline v0::schema
