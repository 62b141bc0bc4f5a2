// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/json/nlohmann.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/statement/read.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// What rows inside a row can be: structs of a table, or tuples of one and of the rows inside it.
template <class T>
inline constexpr bool is_nestable = is_described<T>;
template <class T, class... U>
inline constexpr bool is_nestable<std::tuple<T, std::vector<U>...>> = is_described<T> && sizeof...(U) > 0 &&
                                                                      (is_nestable<U> && ...);

/// Reads the elements of a JSON array as `nested_text` writes columns: integers and texts as they are, reals
/// as texts, blobs in hexadecimal digits.
class nested_reader {
public:
    nested_reader(const nlohmann::json& row, const table_info& table) : row_(row), table_(table) {}

    bool is_null(int column) const { return at(column).is_null(); }

    std::int64_t integer(int column) const {
        const nlohmann::json& cell = at(column);
        if (!cell.is_number_integer()) mismatch(column, "INTEGER");
        return cell.get<std::int64_t>();
    }
    bool boolean(int column) const {
        const std::int64_t value = integer(column);
        if (value != 0 && value != 1)
            refuse_column(column, "VALUE_OUT_OF_RANGE",
                          "holds " + std::to_string(value) + " where 0 or 1 is expected");
        return value != 0;
    }
    double real(int column) const {
        const nlohmann::json& cell = at(column);
        if (cell.is_number_integer()) return static_cast<double>(cell.get<std::int64_t>());
        const std::string_view digits = text_of_cell(column, "REAL");
        double value = 0;
        const char* const end = digits.data() + digits.size();
        const auto [stopped, failure] = std::from_chars(digits.data(), end, value);
        if (failure != std::errc{} || stopped != end) mismatch(column, "REAL");
        return value;
    }
    std::string_view text(int column) const { return text_of_cell(column, "TEXT"); }

    /// Valid until the next blob is read.
    std::span<const std::byte> blob(int column) const {
        const std::string_view digits = text_of_cell(column, "BLOB");
        bytes_.resize(digits.size() / 2);
        for (std::size_t i = 0; i < bytes_.size(); ++i) {
            unsigned value = 0;
            const char* const pair = digits.data() + 2 * i;
            if (std::from_chars(pair, pair + 2, value, 16).ptr != pair + 2) mismatch(column, "BLOB");
            bytes_[i] = static_cast<std::byte>(value);
        }
        return bytes_;
    }

private:
    const nlohmann::json& at(int column) const { return row_[static_cast<std::size_t>(column)]; }

    std::string_view text_of_cell(int column, const char* wanted) const {
        const nlohmann::json& cell = at(column);
        if (!cell.is_string()) mismatch(column, wanted);
        return cell.get_ref<const std::string&>();
    }

    [[noreturn, gnu::cold, gnu::noinline]] void mismatch(int column, const char* wanted) const {
        const nlohmann::json& cell = at(column);
        if (cell.is_null()) refuse_column(column, "NULL_VALUE", "is NULL; read it as a std::optional");
        refuse_column(column, "WRONG_STORAGE_CLASS",
                      std::string("holds something else where ") + wanted + " is expected");
    }
    [[noreturn, gnu::cold, gnu::noinline]] void refuse_column(int column, const char* code,
                                                              const std::string& what) const {
        refuse(code, "column `" + std::string(table_.columns[column].name) + "` of the nested `" +
                         std::string(table_.name) + "` " + what);
    }

    const nlohmann::json& row_;
    const table_info& table_;
    mutable std::vector<std::byte> bytes_;
};

template <class T>
struct nested_element {
    static constexpr std::size_t width = field_count<T>;

    static T read(const nlohmann::json& row) {
        return read_struct<T>(nested_reader(row, described<T>::info), 0,
                              std::make_index_sequence<field_count<T>>{});
    }
};

template <class E>
std::vector<E> read_nested(const nlohmann::json& rows) {
    std::vector<E> read;
    if (!rows.is_array()) refuse("MALFORMED_TEXT", "nested rows are no JSON array");
    read.reserve(rows.size());
    for (const nlohmann::json& row : rows) {
        if (!row.is_array() || row.size() != nested_element<E>::width)
            refuse("MALFORMED_TEXT", "a nested row is no JSON array of its columns");
        read.push_back(nested_element<E>::read(row));
    }
    return read;
}

template <class T, class... U>
struct nested_element<std::tuple<T, std::vector<U>...>> {
    static constexpr std::size_t width = field_count<T> + sizeof...(U);

    static std::tuple<T, std::vector<U>...> read(const nlohmann::json& row) {
        return read(row, std::index_sequence_for<U...>{});
    }

private:
    template <std::size_t... I>
    static std::tuple<T, std::vector<U>...> read(const nlohmann::json& row, std::index_sequence<I...>) {
        return {nested_element<T>::read(row), read_inner<U>(row[field_count<T> + I])...};
    }

    // SQLite puts JSON that another query made into an array as a text, or as it is: its choice.
    template <class V>
    static std::vector<V> read_inner(const nlohmann::json& rows) {
        if (rows.is_string()) return read_nested<V>(read_json(rows.get_ref<const std::string&>()));
        return read_nested<V>(rows);
    }
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Rows inside a row, as `nested` yields them: a JSON array of arrays. It can be read, not stored; the text
/// that it is in SQL compares with nothing.
template <class E>
    requires detail::is_nestable<E>
struct codec<std::vector<E>> {
    static constexpr kind storage = kind::text;
    static constexpr std::string_view name = "nested rows";

    static std::vector<E> decode(std::string_view stored) {
        return detail::read_nested<E>(detail::read_json(stored));
    }
};

}  // namespace tenon::inline v0
