// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/declared.hpp>
#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/migration_session.hpp>
#include <tenon/migrate/pragma_scope.hpp>
#include <tenon/migrate/write.hpp>
#include <tenon/query/query.hpp>
#include <tenon/schema/ddl.hpp>
#include <tenon/statement/read.hpp>
#include <tenon/statement/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// What hangs on a table that another one takes the place of.
struct table_followers {
    std::vector<std::string> indexes;
    std::vector<std::string> triggers;

    table_followers(sqlite::connection& on, const model& live, std::string_view table) {
        for (const index& each : live.indexes)
            if (same_name(each.table, table)) {
                indexes.push_back(create_index(each));
                on.execute("DROP INDEX " + in_quotes(each.name));
            }
        for (const trigger& each : live.triggers)
            if (same_name(each.table, table)) {
                triggers.push_back(each.sql);
                on.execute("DROP TRIGGER " + in_quotes(each.name));
            }
    }

    /// Puts them back; an index over columns that are gone can't be, and holds no data.
    void restore(sqlite::connection& on) const {
        for (const std::string& sql : indexes) try {
                on.execute(sql);
            } catch (const schema_error&) {
            }
        for (const std::string& sql : triggers) on.execute(sql);
    }
};

/// `SELECT` of all columns that a struct describes, from a table that may bear another name, in the order of
/// its row numbers.
template <class From>
std::string select_all(std::string_view table, bool by_number) {
    const table_info& info = tenon::detail::described<From>::info;
    std::string result = "SELECT ";
    for (int i = 0; i < info.column_count; ++i)
        (result += i > 0 ? ", " : "") += in_quotes(info.columns[i].name);
    return result + " FROM main." + in_quotes(table) + (by_number ? " ORDER BY rowid" : "");
}

/// What makes the table of a struct, as it is called in this database.
template <class To>
std::string create_named(const migration_session& session) {
    using described = tenon::detail::described<To>;
    model made = parse({create_table_sql<To>()});
    std::vector<key_target> targets;
    add_targets(targets, described::info, described::constraints.data(), described::constraint_count);
    put_prefixes(made, targets, [&](std::string_view table, std::uint64_t identity) {
        return session.names().prefix_of(table, identity);
    });
    return create_table(made.tables.front(), made.tables.front().name);
}

template <class From>
From read_row(sqlite::statement& read) {
    try {
        return tenon::detail::read_output<From>(read.reader(), 0);
    } catch (const value_error& refused) {
        tenon::detail::raise_described(read, refused);
    }
}

/// Numbers that AUTOINCREMENT has given once don't come back.
inline void keep_sequence(sqlite::connection& on, std::string_view from, std::string_view to) {
    const model now = inspect(on);
    const table* const target = find(now.tables, to);
    if (target == nullptr || !target->autoincrement) return;
    const std::string given = "(SELECT seq FROM sqlite_sequence WHERE name = " + as_text(from) + ")";
    on.execute("INSERT INTO sqlite_sequence (name, seq) SELECT " + as_text(target->name) +
               ", 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = " + as_text(target->name) +
               "); UPDATE sqlite_sequence SET seq = max(seq, coalesce(" + given +
               ", 0)) WHERE name = " + as_text(target->name));
}

template <class Made>
bool store(migration_session& session, Made&& made) {
    if constexpr (tenon::is_optional<std::remove_cvref_t<Made>>) {
        return made.has_value() && store(session, *static_cast<Made&&>(made));
    } else {
        using table = std::remove_cvref_t<Made>;
        if constexpr (tenon::detail::described<table>::info.integer_key >= 0)
            session(insert<table>().with_key(), static_cast<Made&&>(made));
        else
            session(insert<table>(), static_cast<Made&&>(made));
        return true;
    }
}

}  // namespace tenon::inline v0::schema::detail

namespace tenon::inline v0 {

/// What a conversion of rows did.
struct converted {
    std::size_t rows = 0;      // read
    std::size_t left_out = 0;  // of them, because the function returned nothing
};

/// Moves the rows of a table as `From` describes it, an older struct, through a function into the table of
/// `To`, which is made if it is missing or takes the place of one with the same name; a table with another
/// name is dropped afterwards. The function returns a `To`, or an optional one to leave a row out. Keys stay
/// as the function gives them, numbers of AUTOINCREMENT don't fall back, triggers and indexes of the table
/// stay. Whoever watches the migration is told after each batch of rows. For a step of a migration; throws
/// what the function throws and what the database reports, and the migration is undone.
template <class From, class To, class Convert>
converted convert_rows(migration_session& session, Convert convert, std::size_t batch = 1000) {
    static_assert(std::is_invocable_v<Convert&, From>, "the function takes a row of the older struct");
    using namespace schema::detail;
    sqlite::connection& on = session.connection();
    const std::string source = session.table_name(table_info_of<From>().name);
    const std::string target = session.table_name(table_info_of<To>().name);
    const bool same = same_name(source, target);
    const auto total =
        static_cast<std::size_t>(number_from(on, "SELECT count(*) FROM main." + in_quotes(source)));
    const schema::model before = schema::inspect(on);
    const schema::table* const old = find(before.tables, source);
    const bool numbered = old != nullptr && !old->without_rowid;
    std::optional<table_followers> followers;
    std::string from = source;
    if (same) {
        followers.emplace(on, before, source);
        from = "tenon_converted_" + source;
        // Else the foreign keys, views and triggers of other tables would follow the old one.
        const pragma_scope legacy(on, "legacy_alter_table", true);
        on.execute("ALTER TABLE main." + in_quotes(source) + " RENAME TO " + in_quotes(from));
    }
    if (same || find(before.tables, target) == nullptr) on.execute(create_named<To>(session));
    converted result;
    {
        sqlite::statement read = lease(on, select_all<From>(from, numbered));
        while (read.step()) {
            if (result.rows % batch == 0) session.report(result.rows, total);
            ++result.rows;
            if (!store(session, convert(read_row<From>(read)))) ++result.left_out;
        }
    }
    session.report(result.rows, total);
    if (old != nullptr && old->autoincrement) keep_sequence(on, from, target);
    on.execute("DROP TABLE main." + in_quotes(from));
    if (followers) followers->restore(on);
    return result;
}

}  // namespace tenon::inline v0
