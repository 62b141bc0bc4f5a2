// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/check/check.hpp>
#include <tenon/print/statement.hpp>

#include "author_sources.hpp"

#include <sqlite3.h>

#include <cstdlib>
#include <set>
#include <string>
#include <vector>

namespace tests::oracle {

/// SQLite in memory with the sample tables in it.
class sample_database {
public:
    sample_database(std::uint64_t seed, int rows, int gaps) {
        dice random{seed};
        if (sqlite3_open(":memory:", &db_) != SQLITE_OK) std::abort();
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        // Joins of joins: enough rows have been seen by then.
        sqlite3_progress_handler(db_, 100'000, [](void*) { return 1; }, nullptr);
        data = filling(random, rows, gaps);
        if (sqlite3_exec(db_, (creation() + data).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            std::abort();
        for (const tenon::table_info* table : tables) {
            for (int i = 0; i < table->column_count; ++i) {
                std::set<std::string>& seen = values_.emplace_back();
                sqlite3_stmt* statement = prepare("SELECT \"" + std::string(table->columns[i].name) +
                                                  "\" FROM " + std::string(table->name));
                while (sqlite3_step(statement) == SQLITE_ROW) seen.insert(value(statement, 0));
                sqlite3_finalize(statement);
            }
        }
    }
    sample_database(const sample_database&) = delete;
    sample_database& operator=(const sample_database&) = delete;
    ~sample_database() { sqlite3_close(db_); }

    sqlite3_stmt* prepare(std::string_view sql) const {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
        return statement;
    }
    std::string complaint() const { return sqlite3_errmsg(db_); }

    /// The value of an SQL literal is bound.
    void bind(sqlite3_stmt* statement, int index, const std::string& literal) const {
        sqlite3_stmt* one = prepare("SELECT " + literal);
        sqlite3_step(one);
        sqlite3_bind_value(statement, index, sqlite3_column_value(one, 0));
        sqlite3_finalize(one);
    }

    /// Whether a column of a table holds that value.
    bool holds(const tenon::table_info* table, int column, const std::string& value) const {
        std::size_t at = 0;
        for (const tenon::table_info* other : tables) {
            if (other == table) break;
            at += static_cast<std::size_t>(other->column_count);
        }
        return values_[at + static_cast<std::size_t>(column)].contains(value);
    }

    static std::string value(sqlite3_stmt* statement, int column) {
        const int type = sqlite3_column_type(statement, column);
        const void* bytes = sqlite3_column_blob(statement, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        return std::to_string(type) + ' ' +
               (size == 0 ? "" : std::string(static_cast<const char*>(bytes), size));
    }

    std::string data;

private:
    sqlite3* db_ = nullptr;
    std::vector<std::set<std::string>> values_;  // of each column of each table
};

/// What a statement did that its check did not promise: nothing, if it is right.
struct finding {
    std::string what;
    std::string sql;
    std::string data;
};

class observer {
public:
    observer(author& wrote, std::string_view sql) : a_(wrote), sql_(sql) {
        for (int i = 0; i < a_.t.node_count; ++i) {
            const tenon::detail::node& n = a_.t[i];
            compounds_ = compounds_ || n.code == op::compound || n.code == op::values_rows ||
                         (n.code == op::column && n.is(flag::merged));
            values_ = values_ || ((n.code == op::captured || n.code == op::literal) && n.type.meaning);
        }
    }

    std::string run(const sample_database& db, dice& random) {
        sqlite3_stmt* statement = db.prepare(sql_);
        if (statement == nullptr && is_fault_of_sqlite(db.complaint())) return {};
        if (statement == nullptr) return "is refused: " + db.complaint();
        std::string wrong = bind(db, statement, random);
        const tree& t = a_.t;
        int rows = 0, result = SQLITE_DONE;
        while (wrong.empty() && (result = sqlite3_step(statement)) == SQLITE_ROW) {
            if (++rows == 2 && t.single_row) wrong = "yields more than its single row";
            if (wrong.empty()) wrong = look(db, statement);
        }
        if (wrong.empty() && result == SQLITE_DONE && rows == 0 && t.root().is(flag::one_row) &&
            is_query(t.root().code))
            wrong = "yields no row";
        const std::string complaint = db.complaint();
        if (wrong.empty() && result != SQLITE_DONE && result != SQLITE_INTERRUPT &&
            complaint != "integer overflow")
            wrong = "fails: " + complaint;
        sqlite3_finalize(statement);
        rows_ += rows;
        return wrong;
    }

    int rows() const { return rows_; }

private:
    /// What SQLite 3.40 refuses because of how it rewrites a query, not because of what the query says: it
    /// loses sight of WITH, and of the tables around it, behind windows and in ORDER BY; it moves a condition
    /// into the HAVING of a query whose aggregates are in a window; it takes joins out of queries in FROM.
    bool is_fault_of_sqlite(const std::string& complaint) const {
        bool with = false, having = false, over = false, derived = false;
        for (int i = 0; i < a_.t.node_count; ++i) {
            with = with || a_.t[i].code == op::cte;
            having = having || a_.t[i].code == op::having;
            over = over || a_.t[i].code == op::over;
            derived = derived || a_.t[i].code == op::derived;
        }
        if (complaint == "ON clause references tables to its right") return with || derived;
        if (complaint == "HAVING clause on a non-aggregate query") return over && (derived || with);
        return with && (complaint.starts_with("no such ") || complaint.starts_with("misuse of aggregate"));
    }

    std::string bind(const sample_database& db, sqlite3_stmt* statement, dice& random) {
        const tree& t = a_.t;
        if (sqlite3_bind_parameter_count(statement) != t.parameter_count)
            return "has other parameters: " + std::to_string(sqlite3_bind_parameter_count(statement)) +
                   " for " + std::to_string(t.parameter_count);
        for (int i = 0; i < t.parameter_count; ++i) {
            const tenon::detail::parameter& p = t.parameters[i];
            if (p.captured < 0 && p.type.nullable && random.chance(30)) continue;
            db.bind(
                statement, p.number,
                p.captured >= 0 ? a_.captured[static_cast<std::size_t>(p.captured)] : sample(random, p.type));
        }
        return {};
    }

    std::string look(const sample_database& db, sqlite3_stmt* statement) const {
        int column = 0;
        for (int i = 0; i < a_.t.output_count; ++i) {
            const tenon::detail::output& out = a_.t.outputs[i];
            const std::string wrong =
                out.whole ? look_at_struct(statement, out, column) : look_at(db, statement, out, column);
            if (!wrong.empty()) return wrong + ", column " + std::to_string(column);
            column += out.width;
        }
        return column == sqlite3_column_count(statement) ? std::string() : "has other columns";
    }

    static std::string look_at_struct(sqlite3_stmt* statement, const tenon::detail::output& out, int first,
                                      const tenon::table_info& table) {
        bool absent = true, broken = false;
        for (int i = 0; i < out.width; ++i) {
            const bool null = sqlite3_column_type(statement, first + i) == SQLITE_NULL;
            absent = absent && null;
            broken = broken || (null && !table.columns[i].type.nullable);
        }
        if (absent && out.type.nullable) return {};
        return broken ? "is NULL in a struct that is there" : "";
    }

    std::string look_at_struct(sqlite3_stmt* statement, const tenon::detail::output& out, int first) const {
        return look_at_struct(statement, out, first,
                              *a_.known_types[static_cast<std::size_t>(out.from.type)].table);
    }

    std::string look_at(const sample_database& db, sqlite3_stmt* statement, const tenon::detail::output& out,
                        int column) const {
        const int found = sqlite3_column_type(statement, column);
        if (found == SQLITE_NULL) return out.type.nullable ? "" : "is NULL unforeseen";
        const std::string storage =
            " where " + std::string(tenon::storage_name(out.type.storage)) + " is due";
        switch (out.type.storage) {
        case kind::boolean:
            if (found != SQLITE_INTEGER) return "is of storage " + std::to_string(found) + storage;
            if (const auto value = sqlite3_column_int64(statement, column); value != 0 && value != 1)
                return "is a number where BOOLEAN is due";
            break;
        case kind::integer:
            // Integers that leave 64 bits become reals: the reader says so.
            if (found == SQLITE_FLOAT && std::abs(sqlite3_column_double(statement, column)) >= 9e18)
                return {};
            if (found != SQLITE_INTEGER) return "is of storage " + std::to_string(found) + storage;
            break;
        case kind::real:
            if (found != SQLITE_FLOAT && found != SQLITE_INTEGER)
                return "is of storage " + std::to_string(found) + storage;
            break;
        case kind::text:
            if (found != SQLITE_TEXT) return "is of storage " + std::to_string(found) + storage;
            break;
        case kind::blob:
            if (found != SQLITE_BLOB) return "is of storage " + std::to_string(found) + storage;
            break;
        case kind::null: return "is not NULL where nothing else is due";
        default: return "is of no known type";
        }
        return trace(db, statement, out, column);
    }

    /// An output that is read as a struct's field holds what that field's column holds.
    std::string trace(const sample_database& db, sqlite3_stmt* statement, const tenon::detail::output& out,
                      int column) const {
        if (out.from.type < 0) return out.type.meaning && !values_ ? "has a domain and no C++ type" : "";
        const known_type& type = a_.known_types[static_cast<std::size_t>(out.from.type)];
        if (out.from.field < 0) {
            const bool same = type.type.storage == out.type.storage && type.type.meaning == out.type.meaning;
            return same ? "" : "is read as another type than it was cast to";
        }
        if (type.table == nullptr) return "is read as a field of what is no struct";
        const tenon::column_info& field = type.table->columns[out.from.field];
        if (field.type.storage != out.type.storage || field.type.meaning != out.type.meaning)
            return "is read as a field of another type";
        if (field.type.storage == kind::integer &&
            !field.limits.contain(sqlite3_column_int64(statement, column)))
            return "is beyond the limits of its field";
        if (out.type.meaning || compounds_) return {};
        return db.holds(type.table, out.from.field, sample_database::value(statement, column))
                   ? ""
                   : "is read as a field of a column without that value";
    }

    author& a_;
    std::string_view sql_;
    bool compounds_ = false;  // a column may hold what comes from others
    bool values_ = false;     // of a domain, which are not from any struct
    int rows_ = 0;
};

}  // namespace tests::oracle
