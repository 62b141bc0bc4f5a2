// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/compiled.hpp>

#include "real_sqlite.hpp"
#include "tables.hpp"

#include <string>

namespace tests {

/// What SQLite says to the text of a query over the sample tables: nothing, if it is right.
template <class Query>
std::string complaint_about(const Query& query) {
    static real_sqlite* const db = [] {
        static real_sqlite made;
        made.create<customer>();
        made.create<order>();
        made.create<line>();
        made.create<employee>();
        return &made;
    }();
    return db->prepare(tenon::sql_text(query));
}

}  // namespace tests
