// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/schema/ddl.hpp>

#include <sqlite3.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

/// SQLite itself, in memory and without tenon's runtime, to judge the texts that tenon writes.
class real_sqlite {
public:
    real_sqlite() {
        if (sqlite3_open(":memory:", &db_) != SQLITE_OK) std::abort();
        sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    }
    real_sqlite(const real_sqlite&) = delete;
    real_sqlite& operator=(const real_sqlite&) = delete;
    ~real_sqlite() { sqlite3_close(db_); }

    /// Creates the struct's table and indexes; SQLite's complaint, or nothing.
    template <class T>
    std::string create() {
        std::string complaint = run(tenon::create_table_sql<T>());
        for (const tenon::index_ddl& index : tenon::create_index_sql<T>)
            if (complaint.empty()) complaint = run(index.sql);
        return complaint;
    }

    /// Executes statements; SQLite's complaint, or nothing.
    std::string run(std::string_view sql) {
        const int result = sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
        return result == SQLITE_OK ? std::string() : sqlite3_errmsg(db_);
    }

    /// Compiles a statement without running it; SQLite's complaint, or nothing.
    std::string prepare(std::string_view sql) {
        sqlite3_stmt* statement = nullptr;
        const int result =
            sqlite3_prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
        sqlite3_finalize(statement);
        return result == SQLITE_OK ? std::string() : sqlite3_errmsg(db_) + (": " + std::string(sql));
    }

    /// The first column of every row, as text with its storage class: `integer 1`, `text a`, `null`.
    std::vector<std::string> column(std::string_view sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
            SQLITE_OK)
            return {std::string("error ") + sqlite3_errmsg(db_)};
        std::vector<std::string> values;
        int result = sqlite3_step(statement);
        for (; result == SQLITE_ROW; result = sqlite3_step(statement)) values.push_back(value_of(statement));
        if (result != SQLITE_DONE) values.push_back(std::string("error ") + sqlite3_errmsg(db_));
        sqlite3_finalize(statement);
        return values;
    }

    /// The one value of a statement that yields one row.
    std::string value(std::string_view sql) {
        const std::vector<std::string> values = column(sql);
        return values.size() == 1 ? values.front() : std::to_string(values.size()) + " rows";
    }

private:
    static std::string value_of(sqlite3_stmt* statement) {
        switch (sqlite3_column_type(statement, 0)) {
        case SQLITE_INTEGER: return "integer " + std::to_string(sqlite3_column_int64(statement, 0));
        case SQLITE_FLOAT: {
            char digits[40];
            sqlite3_snprintf(sizeof digits, digits, "%!.17g", sqlite3_column_double(statement, 0));
            return std::string("real ") + digits;
        }
        case SQLITE_NULL: return "null";
        case SQLITE_BLOB: return "blob " + bytes_of(statement);
        default: return "text " + bytes_of(statement);
        }
    }

    static std::string bytes_of(sqlite3_stmt* statement) {
        const void* bytes = sqlite3_column_blob(statement, 0);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, 0));
        return size == 0 ? std::string() : std::string(static_cast<const char*>(bytes), size);
    }

    sqlite3* db_ = nullptr;
};

}  // namespace tests
