// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/table_info.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/schema/constraint.hpp>

namespace tenon::inline v0::detail {

// orders_customer_id_created_at: the table's name, then every word of the terms.
constexpr void put_index_name(text_writer& out, const table_info& table, const constraint& c) {
    if (!c.name.empty()) return out.put(c.name);
    out.put(table.name);
    for (int i = 0; i < c.size; ++i) {
        bool inside = false;
        for (const char& letter : c.columns[i]) {
            const bool part = is_identifier_char(letter);
            if (part && !inside) out.put("_");
            if (part) out.put({&letter, 1});
            inside = part;
        }
    }
}

}  // namespace tenon::inline v0::detail
