// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/statement/compiled.hpp>
#include <tenon/statement/constant_data.hpp>
#include <tenon/statement/recorded_value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// A piece of a compiled statement's text, and what it needs: constants.
struct text_piece {
    std::string_view text;            // the whole statement's
    std::int32_t begin = 0, end = 0;  // the piece
    const used_table* tables = nullptr;
    int table_count = 0;
    int first_number = 0;    // of its parameters; each is written as a number
    std::uint64_t hash = 0;  // of the piece
};

/// A condition or ordering that was chosen at run time: its text, checked while compiling, and how many
/// values it has. Without a piece: a group of conditions without any.
struct query_part {
    const text_piece* piece = nullptr;
    int values = 0;
    bool begins_group = false;
};

/// A number that another piece hardly has, even at the same address, with room for small ones.
inline std::uint64_t key_of(const text_piece* piece) {
    return piece == nullptr ? 0 : (reinterpret_cast<std::uintptr_t>(piece) ^ piece->hash) & ~std::uint64_t{7};
}

constexpr int count_before(const parameter* parameters, int count, std::int32_t position) {
    int before = 0;
    for (int i = 0; i < count; ++i)
        if (parameters[i].printed_at < position) ++before;
    return before;
}

template <class Query>
constexpr text_piece piece_of(std::int32_t begin, std::int32_t end) {
    const auto& query = compiled<Query>;
    return {query.view(),
            begin,
            end,
            query.tables,
            query.table_count,
            count_before(query.parameters, query.parameter_count, begin) + 1,
            hash_of_statement(
                query.view().substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)))};
}

/// Two of these stand around a condition, as conditions of their own, to tell where it is in the text; such a
/// query is never run.
using place_mark = captured<bool>;

template <class Query, class Condition>
using marked = decltype(std::declval<const Query&>()
                            .where(std::declval<const place_mark&>())
                            .where(std::declval<const Condition&>())
                            .where(std::declval<const place_mark&>()));

template <class Query>
constexpr std::int32_t place_of_captured(int ordinal) {
    for (int i = 0; i < compiled<Query>.parameter_count; ++i)
        if (compiled<Query>.parameters[i].captured == ordinal)
            return compiled<Query>.parameters[i].printed_at;
    return -1;
}

template <class Base, class Query>
constexpr text_piece find_marked() {
    constexpr auto between = static_cast<std::int32_t>(std::string_view(" AND ").size());
    return piece_of<Query>(place_of_captured<Query>(facts_of<Base>.size.captured) + 1 + between,
                           place_of_captured<Query>(facts_of<Query>.size.captured - 1) - between);
}

/// The condition between the marks of a query that has no more than this and its base.
template <class Base, class Query>
inline constexpr text_piece marked_condition = find_marked<Base, Query>();

template <class Query>
inline constexpr text_piece whole_order =
    piece_of<Query>(compiled<Query>.marks.order, compiled<Query>.marks.order_end);

/// Keeps the captured values of a piece, behind those that are there, in the order of their numbers, which is
/// the text's, not the builder's. `first` is the ordinal of its first one among all that are captured by the
/// query that it is a piece of. Returns how many there are.
template <class Query, class E>
int record([[maybe_unused]] recorded_values& to, [[maybe_unused]] const text_piece& piece,
           [[maybe_unused]] int first, [[maybe_unused]] const E& captured) {
    if constexpr (captures<E>) {
        const std::size_t before = to.size();
        try {
            value_recorder recorder(to);
            const parameter_place* next = captured_places<Query>.places + first;
            captured.each_captured([&](const auto& value) {
                parameter_place place = *next++;
                place.number -= piece.first_number;
                bind_argument(recorder, place, value, lifetime::copied);
            });
        } catch (...) {
            to.shrink(before);
            throw;
        }
        return static_cast<int>(to.size() - before);
    } else {
        return 0;
    }
}

/// Writes a statement from pieces, giving numbers to the parameters of those that were chosen at run time.
class text_composer {
public:
    text_composer(const attached_table* attached, int attached_count)
        : attached_(attached), attached_count_(attached_count) {}

    void put(std::string_view text) { text_ += text; }
    void put_quoted(std::string_view name) { ((text_ += '"') += name) += '"'; }

    /// A piece of the query itself: its parameters are named, or counted in order as SQLite counts.
    void put_own(const text_piece& piece) {
        std::int32_t done = piece.begin;
        for (int i = 0; i < piece.table_count; ++i) {
            const used_table& table = piece.tables[i];
            if (table.printed_at < piece.begin || table.printed_at >= piece.end) continue;
            const attached_table as = attached_as(attached_, attached_count_, table);
            if (!as.renames()) continue;
            copy(piece, done, table.printed_at, 0);
            done = static_cast<std::int32_t>(
                put_table(*this, piece.text, static_cast<std::size_t>(table.printed_at), as));
        }
        copy(piece, done, piece.end, 0);
    }

    /// A piece that was chosen at run time; `first` is the number of its first parameter.
    void put_chosen(const text_piece& piece, int first) {
        shift_ = first - piece.first_number;
        next_ = piece.first_number;
        renumbers_ = true;
        put_own(piece);
        renumbers_ = false;
    }

    std::string take() && { return std::move(text_); }

private:
    // Each `?` or `?n` of a chosen piece gets its number in the whole.
    void copy(const text_piece& piece, std::int32_t begin, std::int32_t end, char quote) {
        for (std::int32_t i = begin; i < end; ++i) {
            const char c = piece.text[static_cast<std::size_t>(i)];
            text_ += c;
            if (quote != 0 ? c == quote : c == '"' || c == '\'') quote = quote != 0 ? '\0' : c;
            if (!renumbers_ || c != '?' || quote != 0) continue;
            int number = 0;
            for (; i + 1 < end && is_digit(piece.text[static_cast<std::size_t>(i) + 1]); ++i)
                number = number * 10 + (piece.text[static_cast<std::size_t>(i) + 1] - '0');
            if (number == 0) number = next_++;
            text_ += std::to_string(number + shift_);
        }
    }

    std::string text_;
    const attached_table* attached_;
    int attached_count_;
    int shift_ = 0;
    int next_ = 0;
    bool renumbers_ = false;
};

/// Where the values of what was chosen stand among a composed statement's parameters.
struct composed_numbers {
    int first_condition = 0;  // number of the first value of the conditions
    int conditions = 0;       // values of the conditions
    int first_order = 0;      // number of the first value behind them
    int behind = 0;           // values of the order, the limit and the offset
};

/// A statement composed at run time.
struct composed_text {
    std::string text;
    composed_numbers numbers;
};

}  // namespace tenon::inline v0::detail
