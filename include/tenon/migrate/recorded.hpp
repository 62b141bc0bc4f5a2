// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/version.hpp>
#include <tenon/migrate/canonical.hpp>
#include <tenon/migrate/history.hpp>
#include <tenon/migrate/settle.hpp>
#include <tenon/migrate/way_back.hpp>
#include <tenon/migrate/write.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Adds a row for a change that is none of the program's declaration: declared is what `as` says. No
/// start takes such a row for its own, so that the next one looks at all there is.
inline void record_beside_declared(sqlite::connection& on, history_row row, const model& before,
                                   const history_row& as) {
    row.declared = as.declared;
    row.lenient = as.lenient;
    const model spoken_of = parsed(row.declared);
    const model after = part_of(inspect(on), spoken_of);
    row.fingerprint_before = fingerprint(part_of(before, spoken_of));
    row.fingerprint_after = fingerprint(after);
    row.found = joined_lines(create_statements(after), separator);
    row.library = library_version;
    row.cookie = schema_cookie(on);
    append_history(on, row, before);
}

/// The same, with what the last row says was declared.
inline void record_beside_declared(sqlite::connection& on, history_row row, const model& before) {
    make_history(on);
    const std::vector<history_row> last = read_history(on, row.module_name, true);
    record_beside_declared(on, std::move(row), before, last.empty() ? history_row() : last.back());
}

}  // namespace tenon::inline v0::schema::detail
