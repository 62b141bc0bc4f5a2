// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/type_name.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/sqlite/connection.hpp>
#include <tenon/statement/read.hpp>
#include <tenon/types/bind.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// One transfer: where it leads and what it is called.
struct transfer_name {
    std::string_view from;  // module names
    std::string_view to;
    std::string_view key;
};

/// Leases a statement whose text need not outlive the call.
inline sqlite::statement lease_text(sqlite::connection& on, std::string_view text, int columns = 0) {
    statement_data data = plain_statement(text, columns == 0);
    data.parameters = unknown_count;
    data.columns = static_cast<std::uint16_t>(columns);
    return on.lease(data);
}

/// Rows on their way, in the file that they come from: each field in a column of its own, as it is stored.
template <class T>
class outbox {
    static constexpr std::size_t width = field_count<T>;
    using indices = std::make_index_sequence<width>;

public:
    /// Makes the tables where they are missing.
    static void create(sqlite::connection& on) {
        std::string rows =
            "CREATE TABLE IF NOT EXISTS tenon_outbox_rows (destination TEXT NOT NULL, key TEXT NOT NULL, "
            "number INTEGER NOT NULL";
        for (int i = 0; i < widest; ++i) rows += ", v" + std::to_string(i) + " ANY";
        on.execute(rows + ", PRIMARY KEY (destination, key, number)) STRICT, WITHOUT ROWID");
        on.execute(
            "CREATE TABLE IF NOT EXISTS tenon_outbox (destination TEXT NOT NULL, key TEXT NOT NULL, "
            "shape TEXT NOT NULL, PRIMARY KEY (destination, key)) STRICT, WITHOUT ROWID");
    }

    /// The shape of the rows of a transfer that was begun, or nothing.
    static std::string shape(sqlite::connection& on, const transfer_name& name) {
        auto found = lease_text(on, "SELECT shape FROM tenon_outbox WHERE destination = ?1 AND key = ?2", 1);
        bind(found, name);
        return found.step() ? std::string(found.reader().text(0)) : std::string();
    }

    /// What tells one kind of row from another: its name and those of its fields.
    static std::string own_shape() {
        std::string shape(type_name<T>());
        add_fields(shape, indices{});
        return shape;
    }

    static void put(sqlite::connection& on, const transfer_name& name, const std::vector<T>& rows) {
        const std::string shape = own_shape();
        auto entry = lease_text(on, "INSERT INTO tenon_outbox (destination, key, shape) VALUES (?1, ?2, ?3)");
        bind(entry, name);
        entry.bind_text(3, shape, lifetime::outlives);
        entry.step();
        std::string columns;
        std::string values;
        for (std::size_t i = 0; i < width; ++i) {
            columns += ", v" + std::to_string(i);
            values += ", ?" + std::to_string(i + 4);
        }
        auto row = lease_text(on, "INSERT INTO tenon_outbox_rows (destination, key, number" + columns +
                                      ") VALUES (?1, ?2, ?3" + values + ')');
        std::int64_t number = 0;
        for (const T& each : rows) {
            bind(row, name);
            row.bind_integer(3, ++number);
            bind_fields(row, each, indices{});
            row.step();
            row.rewind();
        }
    }

    static std::vector<T> get(sqlite::connection& on, const transfer_name& name) {
        std::string columns;
        for (std::size_t i = 0; i < width; ++i) columns += (i == 0 ? "v" : ", v") + std::to_string(i);
        auto found = lease_text(on,
                                "SELECT " + columns +
                                    " FROM tenon_outbox_rows WHERE destination = ?1 AND key = ?2 "
                                    "ORDER BY number",
                                static_cast<int>(width));
        bind(found, name);
        std::vector<T> rows;
        while (found.step()) rows.push_back(read_struct<T>(found.reader(), 0, indices{}));
        return rows;
    }

    static void remove(sqlite::connection& on, const transfer_name& name) {
        for (const std::string_view text :
             {"DELETE FROM tenon_outbox_rows WHERE destination = ?1 AND key = ?2",
              "DELETE FROM tenon_outbox WHERE destination = ?1 AND key = ?2"}) {
            auto removal = lease_text(on, text);
            bind(removal, name);
            removal.step();
        }
    }

private:
    static constexpr int widest = 100;  // fields of a struct
    static_assert(width <= widest);

    static void bind(sqlite::statement& to, const transfer_name& name) {
        to.bind_text(1, name.to, lifetime::outlives);
        to.bind_text(2, name.key, lifetime::outlives);
    }

    template <std::size_t... I>
    static void bind_fields(sqlite::statement& to, const T& row, std::index_sequence<I...>) {
        (bind_value(to, static_cast<int>(I) + 4, field<I>(row), lifetime::outlives), ...);
    }

    template <std::size_t... I>
    static void add_fields(std::string& shape, std::index_sequence<I...>) {
        (((shape += ' ') += field_name<T, I>), ...);
    }
};

/// The transfers that have arrived, in the file that they lead to.
struct inbox {
    static void create(sqlite::connection& on) {
        on.execute(
            "CREATE TABLE IF NOT EXISTS tenon_inbox (source TEXT NOT NULL, key TEXT NOT NULL, rows INTEGER "
            "NOT NULL, arrived_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now') || '000'), "
            "PRIMARY KEY (source, key)) STRICT, WITHOUT ROWID");
    }

    /// How many rows arrived with a transfer, or -1.
    static std::int64_t arrived(sqlite::connection& on, const transfer_name& name) {
        auto table = lease_text(on, "SELECT 1 FROM main.sqlite_schema WHERE name = 'tenon_inbox'", 1);
        if (!table.step()) return -1;
        auto found = lease_text(on, "SELECT rows FROM tenon_inbox WHERE source = ?1 AND key = ?2", 1);
        found.bind_text(1, name.from, lifetime::outlives);
        found.bind_text(2, name.key, lifetime::outlives);
        return found.step() ? found.reader().integer(0) : -1;
    }

    static void note(sqlite::connection& on, const transfer_name& name, std::size_t rows) {
        auto entry = lease_text(on, "INSERT INTO tenon_inbox (source, key, rows) VALUES (?1, ?2, ?3)");
        entry.bind_text(1, name.from, lifetime::outlives);
        entry.bind_text(2, name.key, lifetime::outlives);
        entry.bind_integer(3, static_cast<std::int64_t>(rows));
        entry.step();
    }
};

}  // namespace tenon::inline v0::detail
