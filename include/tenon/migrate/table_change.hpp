// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/write.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// What differs between a table and the one that it shall become.
struct table_change {
    std::vector<std::string> reasons{};
    std::vector<obstacle> obstacles{};
    std::vector<const column*> added{};
    std::vector<const column*> dropped{};
    std::vector<const foreign_key*> added_references{};
    std::vector<const check_constraint*> added_checks{};
    bool rebuild = false;  // beyond added and dropped columns and what can come with these

    [[nodiscard]] bool none() const { return reasons.empty(); }
    void because(std::string reason) { reasons.push_back(std::move(reason)); }
};

template <class = void>
std::string shown(std::string_view name) {
    return '`' + std::string(name) + '`';
}

/// A query for the rows of a table in which a condition holds.
template <class = void>
std::string rows_where(const table& of, const std::string& condition) {
    return "SELECT * FROM " + in_quotes(of.name) + " WHERE " + condition;
}

/// Which values a change of affinity would alter: those that do not come back the same from the new type.
template <class = void>
std::string altered_values(const table& of, const column& before, affinity to) {
    const std::string value = in_quotes(before.name);
    const std::string there = "CAST(" + value + " AS " + std::string(affinity_name(to)) + ')';
    const auto back = [&](std::string_view type) {
        return "CAST(" + there + " AS " + std::string(type) + ") IS NOT " + value;
    };
    return rows_where(of, "CASE typeof(" + value + ") WHEN 'integer' THEN " + back("INTEGER") +
                              " WHEN 'real' THEN " + back("REAL") + " WHEN 'text' THEN " + back("TEXT") +
                              " WHEN 'blob' THEN " + back("BLOB") + " ELSE FALSE END");
}

/// The rows that a column of a STRICT table does not take.
template <class = void>
std::string refused_by_strict(const table& of, const column& before, affinity to) {
    const std::string value = in_quotes(before.name);
    const std::string type = "typeof(" + value + ")";
    const auto number = [&](std::string_view named) {
        return " AND (" + type + " <> 'text' OR CAST(CAST(" + value + " AS " + std::string(named) +
               ") AS TEXT) IS NOT " + value + ')';
    };
    const bool other = affinity_of(before, of.strict) != to;
    switch (to) {
    case affinity::text:  // numbers become texts
        return other ? std::string() : rows_where(of, type + " NOT IN ('text', 'integer', 'real', 'null')");
    case affinity::blob: return other ? std::string() : rows_where(of, type + " NOT IN ('blob', 'null')");
    case affinity::real: return rows_where(of, type + " NOT IN ('real', 'integer', 'null')" + number("REAL"));
    case affinity::integer:
        return rows_where(of, type + " NOT IN ('integer', 'null') AND (" + type + " <> 'real' OR CAST(" +
                                  value + " AS INTEGER) <> " + value + ')' + number("INTEGER"));
    case affinity::any:
    case affinity::numeric: return {};
    }
    return {};
}

template <class = void>
void compare_types(table_change& to, const table& before, const table& after, const column& old,
                   const column& now) {
    const affinity from = affinity_of(old, before.strict);
    const affinity into = affinity_of(now, after.strict);
    if (from != into) {
        to.because("column " + shown(now.name) + " becomes " + std::string(affinity_name(into)) +
                   " instead of " + std::string(affinity_name(from)));
        const bool keeps_all = into == affinity::any || (into == affinity::blob && !after.strict);
        if (!keeps_all && old.generated.empty())
            to.obstacles.push_back({word::narrow, "values of column " + shown(old.name) + " would be altered",
                                    altered_values(before, old, into)});
    }
    if (after.strict && (!before.strict || from != into) && old.generated.empty() && now.generated.empty())
        if (std::string refused = refused_by_strict(before, old, into); !refused.empty())
            to.obstacles.push_back({word::none,
                                    "column " + shown(now.name) + " holds what STRICT tables refuse there",
                                    std::move(refused)});
}

template <class = void>
void compare_column(table_change& to, const table& before, const table& after, const column& old,
                    const column& now) {
    if (canonical_column(before, old) == canonical_column(after, now) && before.strict == after.strict)
        return;
    const auto because = [&](std::string_view what) {
        to.because("column " + shown(now.name) + ' ' + std::string(what));
        to.rebuild = true;
    };
    const std::size_t reasons = to.reasons.size();
    compare_types(to, before, after, old, now);
    if (to.reasons.size() > reasons) to.rebuild = true;
    if (refuses_null(before, old) != refuses_null(after, now) ||
        !same_name(old.not_null_conflict, now.not_null_conflict)) {
        because(refuses_null(after, now) ? "refuses NULL" : "takes NULL");
        if (refuses_null(after, now) && !refuses_null(before, old))
            to.obstacles.push_back({word::not_null,
                                    "column " + shown(now.name) + " would take no NULL any more",
                                    rows_where(before, in_quotes(old.name) + " IS NULL")});
    }
    if (canonical_collation(old.collation) != canonical_collation(now.collation))
        because(now.collation.empty() ? "compares as it is" : "compares as " + now.collation);
    if (canonical_default(old) != canonical_default(now))
        because(now.default_value.empty() ? "has no default" : "has the default " + now.default_value);
    if (canonical_sql(old.generated) != canonical_sql(now.generated) || old.stored != now.stored) {
        because(now.generated.empty() ? "is not computed any more" : "is computed from " + now.generated);
        if (old.generated.empty())
            to.obstacles.push_back(
                {word::drop, "what stands in column " + shown(now.name) + " would be lost", {}});
    }
}

template <class = void>
void compare_columns(table_change& to, const table& before, const table& after) {
    for (const column& now : after.columns) {
        if (const column* old = find(before.columns, now.name)) {
            compare_column(to, before, after, *old, now);
            continue;
        }
        to.added.push_back(&now);
        to.because("column " + shown(now.name) + " is new");
        const bool number = after.integer_key && has_term(after.primary_key, now.name);
        if (refuses_null(after, now) && !number && now.generated.empty() && canonical_default(now).empty())
            to.obstacles.push_back({word::not_null,
                                    "column " + shown(now.name) +
                                        " takes no NULL and has no default for the rows that are there",
                                    "SELECT * FROM " + in_quotes(before.name)});
    }
    for (const column& old : before.columns)
        if (find(after.columns, old.name) == nullptr) {
            to.dropped.push_back(&old);
            to.because("column " + shown(old.name) + " is gone");
            if (old.generated.empty())
                to.obstacles.push_back(
                    {word::drop, "column " + shown(old.name) + " would be lost with all its values", {}});
        }
}

/// Which canonical forms are in one list only, each as often as it is missing in the other.
template <class = void>
std::vector<std::size_t> only_in_first(const std::vector<std::string>& first,
                                       std::vector<std::string> second) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < first.size(); ++i) {
        std::size_t same = 0;
        while (same < second.size() && second[same] != first[i]) ++same;
        if (same == second.size()) {
            result.push_back(i);
        } else {
            second[same].swap(second.back());
            second.pop_back();
        }
    }
    return result;
}

template <class T, class Form>
std::vector<std::string> forms_of(const std::vector<T>& all, Form form) {
    std::vector<std::string> result;
    for (const T& each : all) result.push_back(form(each));
    return result;
}

/// The rows that stand in the way of a key.
template <class = void>
std::string doubled_rows(const table& of, const std::vector<term>& terms) {
    std::string columns;
    std::string not_null;
    for (const term& part : terms) {
        if (!part.expression && find(of.columns, part.text) == nullptr) return {};
        const std::string text = part.expression ? part.text : in_quotes(part.text);
        columns += (columns.empty() ? "" : ", ") + text +
                   (part.collation.empty() ? "" : " COLLATE " + in_quotes(part.collation));
        not_null += (not_null.empty() ? "" : " AND ") + text + " IS NOT NULL";
    }
    return "SELECT " + columns + ", count(*) FROM " + in_quotes(of.name) + " WHERE " + not_null +
           " GROUP BY " + columns + " HAVING count(*) > 1";
}

/// The rows that refer to nothing.
template <class = void>
std::string orphaned_rows(const table& of, const foreign_key& key, const model& in) {
    const std::vector<std::string> targets = target_columns(key, in);
    if (targets.size() != key.columns.size()) return {};
    std::string condition;
    std::string match;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (find(of.columns, key.columns[i]) == nullptr) return {};
        const std::string here = in_quotes(of.name) + '.' + in_quotes(key.columns[i]);
        condition += here + " IS NOT NULL AND ";
        match += (i == 0 ? "" : " AND ") + ("there." + in_quotes(targets[i])) + " = " + here;
    }
    return rows_where(of, condition + "NOT EXISTS (SELECT 1 FROM " + in_quotes(key.target) +
                              " AS there WHERE " + match + ')');
}

template <class = void>
void compare_constraints(table_change& to, const table& before, const model& from, const table& after,
                         const model& into) {
    const auto key_form = [](const table& of) {
        return [&of](const key& k) { return canonical_key(k, of); };
    };
    if (canonical_key(before.primary_key, before) != canonical_key(after.primary_key, after)) {
        to.because(after.primary_key.terms.empty()
                       ? "there is no primary key any more"
                       : "the primary key is " + terms_text(after.primary_key.terms));
        to.rebuild = true;
        if (std::string doubled = doubled_rows(before, after.primary_key.terms);
            !after.primary_key.terms.empty() && !doubled.empty())
            to.obstacles.push_back({word::none, "rows have the same primary key", std::move(doubled)});
    }
    const auto old_uniques = forms_of(before.uniques, key_form(before));
    const auto new_uniques = forms_of(after.uniques, key_form(after));
    for (const std::size_t i : only_in_first(new_uniques, old_uniques)) {
        to.because(terms_text(after.uniques[i].terms) + " is unique");
        to.rebuild = true;
        if (std::string doubled = doubled_rows(before, after.uniques[i].terms); !doubled.empty())
            to.obstacles.push_back({word::none, "rows are not unique", std::move(doubled)});
    }
    for (const std::size_t i : only_in_first(old_uniques, new_uniques)) {
        to.because(terms_text(before.uniques[i].terms) + " is not unique any more");
        to.rebuild = true;
    }
    const auto old_keys =
        forms_of(before.foreign_keys, [&](const foreign_key& k) { return canonical_foreign_key(k, from); });
    const auto new_keys =
        forms_of(after.foreign_keys, [&](const foreign_key& k) { return canonical_foreign_key(k, into); });
    for (const std::size_t i : only_in_first(new_keys, old_keys)) {
        const foreign_key& key = after.foreign_keys[i];
        to.because(names_text(key.columns) + " " + references_text(key));
        to.added_references.push_back(&key);
        if (std::string orphans = orphaned_rows(before, key, into); !orphans.empty())
            to.obstacles.push_back(
                {word::none, "rows refer to nothing in " + shown(key.target), std::move(orphans)});
    }
    for (const std::size_t i : only_in_first(old_keys, new_keys)) {
        to.because(names_text(before.foreign_keys[i].columns) + " does not refer to " +
                   shown(before.foreign_keys[i].target) + " as before");
        to.rebuild = true;
    }
    const auto old_checks = forms_of(before.checks, canonical_check<>);
    const auto new_checks = forms_of(after.checks, canonical_check<>);
    for (const std::size_t i : only_in_first(new_checks, old_checks)) {
        const check_constraint& check = after.checks[i];
        to.because("CHECK (" + check.expression + ')');
        to.added_checks.push_back(&check);
        bool on_old_rows = true;
        for (const column* added : to.added)
            on_old_rows = on_old_rows && !mentions(check.expression, added->name);
        if (on_old_rows)
            to.obstacles.push_back({word::none, "rows do not satisfy CHECK (" + check.expression + ')',
                                    rows_where(before, "NOT (" + check.expression + ')')});
    }
    for (const std::size_t i : only_in_first(old_checks, new_checks)) {
        to.because("there is no CHECK (" + before.checks[i].expression + ") any more");
        to.rebuild = true;
    }
}

/// Compares two tables that are the same one.
template <class = void>
table_change compare(const table& before, const model& from, const table& after, const model& into) {
    table_change result;
    const auto option = [&](bool old, bool now, std::string_view what) {
        if (old == now) return;
        result.because((now ? "it becomes " : "it is no longer ") + std::string(what));
        result.rebuild = true;
    };
    option(before.strict, after.strict, "STRICT");
    option(before.without_rowid, after.without_rowid, "WITHOUT ROWID");
    option(before.autoincrement, after.autoincrement, "AUTOINCREMENT");
    if (before.without_rowid == after.without_rowid)
        option(before.integer_key, after.integer_key, "numbered by its key");
    compare_columns(result, before, after);
    compare_constraints(result, before, from, after, into);
    return result;
}

}  // namespace tenon::inline v0::schema::detail
