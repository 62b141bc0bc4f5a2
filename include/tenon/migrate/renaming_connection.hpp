// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/migrate/table_names.hpp>
#include <tenon/sqlite/atomic_scope.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/run.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// The text of a statement with its tables as they are called in the database.
inline std::string renamed(std::string_view text, const tenon::detail::used_table* tables, int count,
                           const table_names& names) {
    using namespace tenon::detail;
    std::vector<attached_table> called;
    for (int i = 0; i < count; ++i)
        called.push_back({tables[i].table->identity,
                          {},
                          names.prefix_of(tables[i].table->name, tables[i].table->identity)});
    const auto put = [&](text_writer& out) { put_qualified(out, text, tables, count, called.data(), count); };
    text_writer measuring;
    put(measuring);
    std::string result(measuring.size(), '\0');
    text_writer writing(result.data(), result.size());
    put(writing);
    return result;
}

/// A connection, and how tables are called in its database.
struct renamed_tables {
    sqlite::connection& on;
    const table_names& names;
};

/// The statement that a call runs, whose columns may come from its arguments.
template <class Query, class... Arguments>
struct run_query : tenon::detail::called<Query, Arguments...> {};

template <class Query, tenon::detail::struct_range Range>
struct run_query<Query, Range> : tenon::detail::called<Query, tenon::detail::element_of<Range>> {};

/// A connection on which a query's tables are called as in this database.
template <class Query>
class renaming_connection {
public:
    explicit renaming_connection(const renamed_tables& of) : on_(of.on), names_(of.names) {}

    sqlite::statement lease(const statement_data& data) {
        if (names_.plain()) return on_.lease(data);
        const std::string text = renamed(data.sql(), tenon::detail::compiled<Query>.tables,
                                         tenon::detail::compiled<Query>.table_count, names_);
        statement_data other = data;
        other.text = text.data();
        other.size = static_cast<std::uint32_t>(text.size());
        other.hash = hash_of_statement(text);
        return on_.lease(other);
    }

    [[nodiscard]] std::int64_t changes() const { return on_.changes(); }
    [[nodiscard]] std::int64_t last_insert_rowid() const { return on_.last_insert_rowid(); }
    [[nodiscard]] decltype(auto) context() const { return on_.context(); }

    friend sqlite::atomic_scope begin_atomic(renaming_connection& on) { return sqlite::atomic_scope(on.on_); }

private:
    sqlite::connection& on_;
    const table_names& names_;
};

}  // namespace tenon::inline v0::schema::detail
