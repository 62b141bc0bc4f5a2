// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/statement/sql.hpp>
#include <tenon/statement/text_parser.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0 {

/// Parses a text as `sql<…>` does, without looking at what its names mean. Any bytes end in a statement or an
/// error: a text is bounded by a million bytes, its nesting by what compiling allows.
inline parsed_sql parse(std::string_view sql) { return detail::text_parser(sql).run(nullptr); }

/// Parses and checks a text against the tables that `Module` knows: the same statement or the same error as
/// `sql<Module, …>`.
template <class Module>
parsed_sql parse(std::string_view sql) {
    return detail::text_parser(sql).run(&detail::known_to<Module>);
}

/// A statement's text as the library writes it; see `parsed_sql::canonical`. Throws `query_error` INVALID_SQL
/// for what can't be parsed.
inline std::string format_sql(std::string_view sql) {
    const parsed_sql parsed = parse(sql);
    if (parsed) return parsed.canonical();
    error what;
    what.code = "INVALID_SQL";
    what.message = parsed.error()->what();
    what.sql = sql;
    raise(std::move(what));
}

}  // namespace tenon::inline v0
