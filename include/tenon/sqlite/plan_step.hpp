// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite {

/// What a step of a plan does: read all of something, look rows up, or something else (a subquery, sorting).
enum class plan_action : std::uint8_t { scan, search, other };

/// What a temporary B-tree is built for.
enum class temporary_tree : std::uint8_t { none, order_by, group_by, distinct, set_operation };

/// One step of a query plan: SQLite's words, and what they say.
struct plan_step {
    int id = 0;
    int parent = 0;  ///< the id of the step that this one is a part of; 0: none
    std::string detail{};
    plan_action action = plan_action::other;
    /// What is read, as the plan names it: the alias where there is one, else the table, after its file's
    /// name if that was written; also a view, a CTE or `(subquery-1)`.
    std::string name{};
    std::string index{};           ///< the index that is used; empty where it has none, or no name
    bool covering = false;         ///< the index has all that is needed: the table is not read
    bool primary_key = false;      ///< rows are found by their rowid or by the key of a WITHOUT ROWID table
    bool automatic_index = false;  ///< SQLite builds an index for this one run
    bool is_table = false;         ///< `name` is a table of a file: no virtual table and no subquery
    temporary_tree builds = temporary_tree::none;
};

namespace detail {

inline bool take(std::string_view& text, std::string_view start) noexcept {
    if (text.substr(0, start.size()) != start) return false;
    text.remove_prefix(start.size());
    return true;
}

inline bool take_end(std::string_view& text, std::string_view end) noexcept {
    if (text.size() < end.size() || text.substr(text.size() - end.size()) != end) return false;
    text.remove_suffix(end.size());
    return true;
}

/// Takes off what a search looks for, as in ` (a=? AND b>?)`; names of indexes may have parentheses too.
inline void take_terms(std::string_view& text) noexcept {
    if (text.empty() || text.back() != ')') return;
    int depth = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] == ')') ++depth;
        if (text[i] != '(' || --depth > 0) continue;
        const std::string_view terms = text.substr(i);
        bool compares = false;
        for (const std::string_view sign : {"=?", ">?", "<?", ")>(", ")<(", "=(", "ANY("})
            compares = compares || terms.find(sign) != std::string_view::npos;
        if (compares && i > 0 && text[i - 1] == ' ') text = text.substr(0, i - 1);
        return;
    }
}

/// Parses what follows SCAN or SEARCH: `o USING COVERING INDEX i (a=?) LEFT-JOIN`.
inline void parse_source(plan_step& step, std::string_view text) {
    take_end(text, " LEFT-JOIN");
    take_end(text, " EXISTS");
    step.is_table = true;
    if (const auto at = text.find(" VIRTUAL TABLE INDEX "); at != std::string_view::npos) {
        step.name = text.substr(0, at);
        step.is_table = false;
        return;
    }
    if (text == "CONSTANT ROW" || take_end(text, " CONSTANT ROWS")) {
        step.is_table = false;
        return;
    }
    take_terms(text);
    const auto parse = [&](std::string_view words, bool named, auto note) {
        const auto at = text.rfind(words);
        if (at == std::string_view::npos || (!named && at + words.size() != text.size())) return false;
        if (named) step.index = text.substr(at + words.size());
        step.name = text.substr(0, at);
        note();
        return true;
    };
    const auto key = [&] { step.primary_key = true; };
    const auto covers = [&] { step.covering = true; };
    const auto made = [&] { step.automatic_index = true; };
    const auto made_covering = [&] { step.automatic_index = step.covering = true; };
    if (!parse(" USING INTEGER PRIMARY KEY", false, key) && !parse(" USING PRIMARY KEY", false, key) &&
        !parse(" USING AUTOMATIC PARTIAL COVERING INDEX", false, made_covering) &&
        !parse(" USING AUTOMATIC COVERING INDEX", false, made_covering) &&
        !parse(" USING AUTOMATIC INDEX", false, made) && !parse(" USING COVERING INDEX ", true, covers) &&
        !parse(" USING INDEX ", true, [] {}))
        step.name = text;
    if (!step.name.empty() && step.name.front() == '(') step.is_table = false;
}

inline temporary_tree purpose_of_tree(std::string_view text) noexcept {
    if (take_end(text, "ORDER BY")) return temporary_tree::order_by;
    if (take_end(text, "GROUP BY")) return temporary_tree::group_by;
    return temporary_tree::distinct;  // DISTINCT, count(DISTINCT)
}

/// Fills in what a step's `detail` says.
inline void parse_step(plan_step& step) {
    std::string_view text = step.detail;
    if (take(text, "SCAN ")) {
        step.action = plan_action::scan;
        parse_source(step, text);
    } else if (take(text, "SEARCH ")) {
        step.action = plan_action::search;
        parse_source(step, text);
    } else if (take(text, "USE TEMP B-TREE FOR ")) {
        step.builds = purpose_of_tree(text);
    } else if (take_end(text, " USING TEMP B-TREE")) {
        step.builds = temporary_tree::set_operation;
    } else if (take_end(text, " FOR IN-OPERATOR")) {
        if (take(text, "USING INDEX ")) {
            step.index = text;
        } else if (take(text, "USING ROWID SEARCH ON TABLE ")) {
            step.primary_key = step.is_table = true;
            step.name = text;
        }
    } else if (take(text, "CO-ROUTINE ") || take(text, "MATERIALIZE ") || take(text, "RIGHT-JOIN ")) {
        step.name = text;
    }
}

}  // namespace detail

}  // namespace tenon::inline v0::sqlite
