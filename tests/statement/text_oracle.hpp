// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/parse_sql.hpp>

#include "../check/oracle.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace tests::texts {

using namespace tests::oracle;

using sample_tables = tenon::tables<city, person, visit, tag>;

/// How many texts a test takes: as the environment says, or a few.
inline int asked(const char* variable, int otherwise) {
    const char* const given = std::getenv(variable);
    return given != nullptr ? std::atoi(given) : otherwise;
}

/// Text has no captured values, no domains and no raw SQL: literals and placeholders are in their places.
inline void write_as_text(author& a) {
    for (int i = 0; i < a.t.node_count; ++i) {
        tenon::detail::node& n = a.t[i];
        if (n.code == op::raw) n.text = "?";
        if (n.code != op::captured && n.code != op::literal) continue;
        if (n.code == op::captured) n.text = a.captured[static_cast<std::size_t>(n.column)];
        n.code = op::literal;
        if (n.type.storage == kind::boolean && n.text.size() == 1) n.text = n.text == "0" ? "FALSE" : "TRUE";
        if (!n.type.meaning) continue;
        n.code = op::placeholder;
        n.text = n.type.storage == kind::integer ? "state" : "at";
        n.type = {};
    }
}

/// A random statement as text, empty if the checker refuses it.
inline std::string random_text(std::uint64_t seed) {
    author a(seed);
    a.statement();
    write_as_text(a);
    tenon::detail::check(a.t);
    if (a.t.failed()) return {};
    std::string text(100'000, '\0');
    tenon::detail::text_writer out(text.data(), text.size());
    tenon::detail::printing p{a.t, out};
    tenon::detail::print(p);
    text.resize(out.size());
    return text;
}

/// What a statement yields, in order; what it says instead.
struct outcome {
    std::vector<std::string> rows;
    std::string complaint;
    std::string broken;  // a promise of the checker
};

inline std::string broken_promise(sqlite3_stmt* statement, const std::vector<tenon::sql_value>& results) {
    if (static_cast<int>(results.size()) != sqlite3_column_count(statement)) return "has other columns";
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const tenon::sql_type& type = results[static_cast<std::size_t>(i)].type;
        const int found = sqlite3_column_type(statement, i);
        if (found == SQLITE_NULL) {
            if (!type.nullable) return "is NULL unforeseen";
            continue;
        }
        // Integers that leave 64 bits become reals: the reader says so.
        const bool fits =
            type.storage == kind::text      ? found == SQLITE_TEXT
            : type.storage == kind::blob    ? found == SQLITE_BLOB
            : type.storage == kind::boolean ? found == SQLITE_INTEGER
            : type.storage == kind::real    ? found == SQLITE_FLOAT || found == SQLITE_INTEGER
            : type.storage == kind::integer
                ? found == SQLITE_INTEGER ||
                      (found == SQLITE_FLOAT && std::abs(sqlite3_column_double(statement, i)) >= 9e18)
                : false;
        if (!fits) return "is of storage " + std::to_string(found);
    }
    return {};
}

/// Runs a text with values of the types that `checked` gives its placeholders, the same ones whenever it
/// runs.
inline outcome run(const sample_database& db, const std::string& sql, const tenon::parsed_sql& checked) {
    outcome result;
    sqlite3_stmt* statement = db.prepare(sql);
    if (statement == nullptr) return {{}, db.complaint(), {}};
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
        const std::string name = sqlite3_bind_parameter_name(statement, i) + 1;
        for (const tenon::sql_value& placeholder : checked.placeholders())
            if (placeholder.name == name) {
                dice of_name{name.size() + static_cast<unsigned char>(name.back())};
                db.bind(statement, i, sample(of_name, placeholder.type));
            }
    }
    int state = SQLITE_DONE;
    while ((state = sqlite3_step(statement)) == SQLITE_ROW && result.rows.size() < 1000) {
        std::string row;
        for (int i = 0; i < sqlite3_column_count(statement); ++i)
            row += sample_database::value(statement, i) + '|';
        result.rows.push_back(std::move(row));
        if (result.broken.empty()) result.broken = broken_promise(statement, checked.results());
    }
    if (state != SQLITE_DONE && state != SQLITE_ROW) result.complaint = db.complaint();
    sqlite3_finalize(statement);
    return result;
}

/// Names, numbers and texts taken out of a sentence: what kind of finding it is.
inline std::string kind_of(const std::string& sentence) {
    std::string kind;
    char quote = 0;
    for (const char c : sentence) {
        if (quote != 0) {
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '`' || c == '\'' || c == '"') {
            quote = c;
            kind += '_';
        } else if (c < '0' || c > '9') {
            kind += c;
        }
    }
    return kind.substr(0, 70);
}

/// Findings of a kind: how many, and the shortest text.
struct findings {
    struct entry {
        int count = 0;
        std::string shortest, what;
    };
    std::map<std::string, entry> kinds;

    void add(const std::string& sentence, const std::string& text) {
        entry& found = kinds[kind_of(sentence)];
        ++found.count;
        if (!found.shortest.empty() && found.shortest.size() <= text.size()) return;
        found.shortest = text;
        found.what = sentence;
    }

    std::string report() const {
        std::string all;
        for (const auto& [kind, found] : kinds)
            all += std::to_string(found.count) + " x " + found.what + "\n    " + found.shortest + "\n";
        return all;
    }
};

}  // namespace tests::texts
