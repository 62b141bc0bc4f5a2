// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/meta/suggestion.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/statement/read.hpp>
#include <tenon/types/read.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

/// A field, and the column of that name in its table where it has another one.
struct raw_field {
    std::string_view name;
    std::string_view column;
};

template <class Row>
constexpr std::string_view column_of_field(std::size_t index) {
    if constexpr (is_described<Row>) {
        if constexpr (valid_table<Row>) return described<Row>::info.columns[index].name;
    }
    static_cast<void>(index);
    return {};
}

template <class Row>
struct raw_fields {
    static constexpr std::size_t count = field_count<Row>;
    static constexpr auto list = []<std::size_t... I>(std::index_sequence<I...>) {
        struct {
            raw_field fields[sizeof...(I)];
        } made{{{field_name<Row, I>, column_of_field<Row>(I)}...}};
        return made;
    }(std::make_index_sequence<count>{});
};

template <column_type Row>
struct raw_fields<Row> {
    static constexpr std::size_t count = 1;
};

template <class Cursor>
[[noreturn, gnu::cold, gnu::noinline]] void refuse_raw(const Cursor& cursor, const char* code,
                                                       std::string message) {
    error what;
    what.category = category::usage;
    what.code = code;
    what.message = std::move(message);
    cursor.describe(what);
    raise(std::move(what));
}

inline std::string in_backticks(std::string_view name) { return '`' + std::string(name) + '`'; }

/// Looks a name up among the columns; throws where there are two of that name.
template <class Cursor>
int find_raw_column(const Cursor& cursor, std::string_view name) {
    int found = -1;
    for (int i = 0; i < cursor.column_count(); ++i) {
        if (!same_name(cursor.column_name(i), name)) continue;
        if (found >= 0)
            refuse_raw(cursor, "DOUBLED_COLUMN",
                       "the statement yields several columns called " + in_backticks(name) +
                           ": name them apart by AS");
        found = i;
    }
    return found;
}

template <class Cursor>
[[noreturn, gnu::cold, gnu::noinline]] void refuse_missing(const Cursor& cursor, std::string_view name) {
    std::string words =
        "the statement yields no column " + in_backticks(name) + " for the field of that name";
    suggestion nearest(name);
    for (int i = 0; i < cursor.column_count(); ++i) nearest.consider(cursor.column_name(i));
    if (!nearest.best().empty()) words += "; is it " + in_backticks(nearest.best()) + '?';
    refuse_raw(cursor, "MISSING_COLUMN", std::move(words));
}

/// Finds the column of each field, by its name in SQL or as written in the struct; each column has a field.
template <class Cursor>
void match_fields(const Cursor& cursor, const raw_field* fields, int count, int* columns) {
    for (int i = 0; i < count; ++i) {
        columns[i] = fields[i].column.empty() ? -1 : find_raw_column(cursor, fields[i].column);
        if (columns[i] < 0) columns[i] = find_raw_column(cursor, fields[i].name);
        if (columns[i] < 0) refuse_missing(cursor, fields[i].name);
    }
    for (int column = 0; column < cursor.column_count(); ++column) {
        bool used = false;
        for (int i = 0; i < count; ++i) used = used || columns[i] == column;
        if (!used)
            refuse_raw(cursor, "UNKNOWN_COLUMN",
                       "the statement yields a column " + in_backticks(cursor.column_name(column)) +
                           " that the row has no field for");
    }
}

/// Throws unless the statement yields what Row wants; the column of each field is written to `columns`.
template <class Row, class Cursor>
void match_columns(const Cursor& cursor, int* columns) {
    if constexpr (!column_type<Row>) {
        match_fields(cursor, raw_fields<Row>::list.fields, static_cast<int>(raw_fields<Row>::count), columns);
    } else if (cursor.column_count() == 0) {
        refuse_raw(cursor, "MISSING_COLUMN", "the statement yields no column where one is expected");
    } else if (cursor.column_count() > 1) {
        refuse_raw(cursor, "UNKNOWN_COLUMN",
                   "the statement yields a column " + in_backticks(cursor.column_name(1)) +
                       " where one column is expected");
    } else {
        columns[0] = 0;
    }
}

/// Reads the columns of a row by the numbers of the fields that they go into.
template <class Reader>
class mapped_reader {
public:
    mapped_reader(const Reader& reader, const int* columns) : reader_(reader), columns_(columns) {}

    bool is_null(int field) const { return reader_.is_null(columns_[field]); }
    std::int64_t integer(int field) const { return reader_.integer(columns_[field]); }
    double real(int field) const { return reader_.real(columns_[field]); }
    bool boolean(int field) const { return reader_.boolean(columns_[field]); }
    std::string_view text(int field) const { return reader_.text(columns_[field]); }
    std::span<const std::byte> blob(int field) const { return reader_.blob(columns_[field]); }

private:
    Reader reader_;
    const int* columns_;
};

template <class Row>
struct raw_reading {
    template <class Reader>
    static Row read(const Reader& reader) {
        if constexpr (column_type<Row>)
            return read_column<Row>(reader, 0);
        else
            return read_struct<Row>(reader, 0, std::make_index_sequence<field_count<Row>>{});
    }
};

/// A cursor whose columns are matched with fields before it runs, and anew if the schema has changed since it
/// was prepared.
template <class Cursor, class Row>
class raw_cursor {
public:
    explicit raw_cursor(Cursor&& cursor)
        : cursor_(static_cast<Cursor&&>(cursor)), prepared_(cursor_.times_prepared()) {
        match_columns<Row>(cursor_, columns_);
    }

    Cursor& plain() { return cursor_; }

    bool step() {
        const bool has_row = cursor_.step();
        if (!begun_) {
            begun_ = true;  // from here on the schema stays as it is
            if (cursor_.times_prepared() != prepared_) match_columns<Row>(cursor_, columns_);
        }
        return has_row;
    }

    auto reader() const { return mapped_reader(cursor_.reader(), columns_); }
    void describe(error& what) const { cursor_.describe(what); }

private:
    Cursor cursor_;
    int prepared_;
    bool begun_ = false;
    int columns_[raw_fields<Row>::count]{};
};

}  // namespace tenon::inline v0::detail
