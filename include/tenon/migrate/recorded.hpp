// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/version.hpp>
#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/history.hpp>
#include <tenon/migrate/settle.hpp>
#include <tenon/migrate/start.hpp>
#include <tenon/migrate/write.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Adds a row for a change that is none of the program's declaration: what is declared stays as it was. No
/// start takes such a row for its own, so that the next one looks at all there is.
inline void record_beside_declared(sqlite::connection& on, history_row row, const model& before) {
    on.execute(create_history);
    if (const std::vector<history_row> last = read_history(on, row.module_name, true); !last.empty()) {
        row.declared = last.back().declared;
        row.lenient = last.back().lenient;
    }
    const model spoken_of = module_start::parsed(row.declared);
    const model after = part_of(inspect(on), spoken_of);
    row.fingerprint_before = fingerprint(part_of(before, spoken_of));
    row.fingerprint_after = fingerprint(after);
    row.found = module_start::joined_lines(create_statements(after), separator);
    row.library = library_version;
    row.cookie = schema_cookie(on);
    append_history(on, row);
}

}  // namespace tenon::inline v0::schema::detail
