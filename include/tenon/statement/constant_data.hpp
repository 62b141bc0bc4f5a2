// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/compiled.hpp>
#include <tenon/statement/statement_data.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace tenon::inline v0::detail {

/// A table that is called otherwise than its struct says: it is in another file, attached under a name, or
/// its module puts a prefix before its tables' names.
struct attached_table {
    std::uint64_t table;  // its identity
    std::string_view schema;
    std::string_view prefix{};

    constexpr bool renames() const { return !schema.empty() || !prefix.empty(); }
};

/// No module: all tables are in the connection's own file, under their own names.
struct no_module {
    using in_one_file = no_module;

    static constexpr const attached_table* attached = nullptr;
    static constexpr int attached_count = 0;

    static constexpr bool knows(std::uint64_t) { return true; }
};

constexpr attached_table attached_as(const attached_table* attached, int count, const used_table& used) {
    for (int i = 0; i < count; ++i)
        if (attached[i].table == used.table->identity) return attached[i];
    return {used.table->identity, {}};
}

/// Writes the name of a table, whose text begins at `at`, as a module sees it, and returns where its text
/// ends. A name with a prefix is given the plain one as alias: columns may stand behind it.
template <class Writer>
constexpr std::size_t put_table(Writer& out, std::string_view text, std::size_t at,
                                const attached_table& as) {
    if (!as.schema.empty()) {
        out.put_quoted(as.schema);
        out.put(".");
    }
    if (as.prefix.empty()) return at;
    std::size_t end = at + 1;
    while (text[end] != '"' || (end + 1 < text.size() && text[end + 1] == '"' && ++end != 0)) ++end;
    const std::string_view name = text.substr(at, ++end - at);
    out.put("\"");
    out.put(as.prefix);
    out.put(name.substr(1));
    if (text.substr(end, 4) != " AS ") {
        out.put(" AS ");
        out.put(name);
    }
    return end;
}

/// Writes a text as a module sees it: tables of attached files get their file's name in front.
constexpr void put_qualified(text_writer& out, std::string_view text, const used_table* tables,
                             int table_count, const attached_table* attached, int attached_count) {
    std::size_t done = 0;
    for (int i = 0; i < table_count; ++i) {
        const attached_table as = attached_as(attached, attached_count, tables[i]);
        if (!as.renames()) continue;
        const auto at = static_cast<std::size_t>(tables[i].printed_at);
        out.put(text.substr(done, at - done));
        done = put_table(out, text, at, as);
    }
    out.put(text.substr(done));
}

template <class Query, class Home>
struct qualified_text {
    static constexpr void print(text_writer& out) {
        put_qualified(out, compiled<Query>.view(), compiled<Query>.tables, compiled<Query>.table_count,
                      Home::attached, Home::attached_count);
    }
};

constexpr bool reads_attached(const used_table* tables, int table_count, const attached_table* attached,
                              int attached_count) {
    for (int i = 0; i < table_count; ++i)
        if (attached_as(attached, attached_count, tables[i]).renames()) return true;
    return false;
}

constexpr statement_data make_data(const compiled_summary& summary, std::string_view text,
                                   const std::string_view* tables, bool writes) {
    statement_data data;
    data.text = text.data();
    data.size = static_cast<std::uint32_t>(text.size());
    data.hash = summary.hash;
    data.parameters = static_cast<std::uint16_t>(summary.parameter_count);
    data.columns = summary.columns;
    data.writes = writes;
    data.single_row = summary.single_row && !writes;  // a write is over, and reported, at its end
    data.checked = summary.checked;
    data.tables = tables;
    data.table_count = static_cast<std::uint16_t>(summary.table_count);
    return data;
}

constexpr bool writes(op statement) { return !is_query(statement); }

/// The data of a query whose text names the files of attached tables.
template <class Query, class Home>
constexpr statement_data make_qualified_data() {
    statement_data data = make_data(compiled<Query>, compiled<Query>.view(), compiled<Query>.table_names,
                                    writes(facts_of<Query>.statement));
    if constexpr (reads_attached(compiled<Query>.tables, compiled<Query>.table_count, Home::attached,
                                 Home::attached_count)) {
        constexpr std::string_view text = printed<qualified_text<Query, Home>>.view();
        data.text = text.data();
        data.size = static_cast<std::uint32_t>(text.size());
        data.hash = hash_of_statement(text);
    }
    return data;
}

/// All that a backend needs to run a query, seen from a module: a constant. Its text is the same for all
/// modules that own its tables.
template <class Query, class Home>
inline constexpr statement_data data_of = make_qualified_data<Query, Home>();

template <class Query, class Home>
    requires(Home::attached_count == 0)
inline constexpr statement_data data_of<Query, Home> = make_data(
    compiled<Query>, compiled<Query>.view(), compiled<Query>.table_names, writes(facts_of<Query>.statement));

/// Whether a module sees a query alike with a file for each module and with one for all.
template <class Query, class Home>
constexpr bool same_in_one_file() {
    using other = typename Home::in_one_file;
    if constexpr (Home::attached_count == 0 && other::attached_count == 0)
        return true;
    else
        return !reads_attached(compiled<Query>.tables, compiled<Query>.table_count, Home::attached,
                               Home::attached_count) &&
               !reads_attached(compiled<Query>.tables, compiled<Query>.table_count, other::attached,
                               other::attached_count);
}

/// The same, on a connection: which is asked only where it matters.
template <class Query, class Home, class Connection>
[[gnu::always_inline]] inline const statement_data& data_on(const Connection& connection) {
    if constexpr (!same_in_one_file<Query, Home>())
        if (connection.one_file()) return data_of<Query, typename Home::in_one_file>;
    static_cast<void>(connection);
    return data_of<Query, Home>;
}

}  // namespace tenon::inline v0::detail
