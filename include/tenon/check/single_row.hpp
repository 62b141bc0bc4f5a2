// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/context.hpp>

namespace tenon::inline v0::detail {

// What is no fixed value: it depends on a column, or compares otherwise than the column's key does.
constexpr bool uses_columns(const tree& t, int expression) {
    for (int i = t[expression].begin; i <= expression; ++i)
        if (t[i].code == op::column || t[i].code == op::collate) return true;
    return false;
}

constexpr bool pins_column(const tree& t, int condition, int column) {
    if (t[condition].code == op::and_) {
        for (int i = t[condition].first; i >= 0; i = t[i].next)
            if (pins_column(t, i, column)) return true;
        return false;
    }
    if (t[condition].code != op::equal) return false;
    const int left = t[condition].first, right = t.second(condition);
    return (t[left].code == op::column && t[left].column == column && !uses_columns(t, right)) ||
           (t[right].code == op::column && t[right].column == column && !uses_columns(t, left));
}

constexpr bool pins_key(const tree& t, int where) {
    const table_info& table = *t.sources[0].table;
    for (int k = 0; k < table.key_count; ++k) {
        int pinned = 0;
        for (int i = 0; i < table.keys[k].size; ++i)
            for (int condition = t[where].first; condition >= 0; condition = t[condition].next)
                if (pins_column(t, condition, table.keys[k].columns[i])) {
                    ++pinned;
                    break;
                }
        if (pinned > 0 && pinned == table.keys[k].size) return true;
    }
    return false;
}

/// Whether at most one row can come back, so that a second step is not needed to know that there is none: a
/// declared key of the only table equals something fixed, or everything is aggregated into one row.
constexpr bool yields_single_row(const tree& t, int statement, bool aggregate, bool grouped) {
    if (t[statement].code == op::select && aggregate && !grouped) return true;
    if (t.source_count != 1) return false;
    for (int i = t[statement].first; i >= 0; i = t[i].next)
        if (t[i].code == op::where && pins_key(t, i)) return true;
    return false;
}

}  // namespace tenon::inline v0::detail
