// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/compile_error.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/reflect/fields.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/list.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0 {

/// SQL whose text is known only at run time: one statement, parameters as `:name`, run as a typed query is.
/// `Row` says what it yields: an aggregate whose fields are called as the columns, in any order; the type of
/// the only column; or nothing, `raw_sql<>`, for a statement without rows. No value is ever written into the
/// text: give it as `"name"_p = value`, a range for `x IN tenon_values(:name)`.
template <class Row = void>
class raw_sql {
public:
    using row_type = Row;

    explicit raw_sql(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    std::string text_;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class Row, std::size_t... I>
constexpr void check_raw_fields(message& words, std::index_sequence<I...>) {
    [[maybe_unused]] const auto check_field = [&](bool readable, std::string_view name) {
        if (readable || !words.empty()) return;
        words << "raw_sql: field ";
        words.name(name) << " of ";
        words.name(type_name<Row>()) << " can't be read from a column: no tenon::codec stores its type";
    };
    (check_field(column_type<field_type<Row, I>>, field_name<Row, I>), ...);
}

/// Why the columns of raw SQL can't be read as Row, or nothing.
template <class Row>
struct raw_row_refusal {
    static constexpr message sentence = [] {
        message words;
        if constexpr (std::is_void_v<Row> || column_type<Row>) {
            return words;
        } else if constexpr (!reflection_refusal<Row>::sentence.empty()) {
            words << "raw_sql: ";
            return words << reflection_refusal<Row>::sentence.view();
        } else if constexpr (field_count<Row> == 0) {
            words << "raw_sql: ";
            words.name(type_name<Row>()) << " has no fields; for a statement without rows write raw_sql<>";
        } else {
            check_raw_fields<Row>(words, std::make_index_sequence<field_count<Row>>{});
        }
        return words;
    }();
};

/// What is wrong with the arguments of raw SQL as far as the compiler sees: their names are given once, their
/// types are values or lists.
template <class... Arguments>
struct raw_arguments_refusal {
    template <class Argument>
    static constexpr void check_type(message& words) {
        using value = typename Argument::value_type;
        if (!words.empty()) return;
        if constexpr (iterable<value> && !bindable<value> && !bindable_list<value>)
            words = list_refusal<value>::sentence;
        else if constexpr (!bindable<value> && !bindable_list<value>)
            words << "`:" << Argument::name() << "` is given a type that no tenon::codec stores";
    }

    static constexpr message sentence = [] {
        message words;
        const std::string_view names[] = {Arguments::name()..., std::string_view()};
        for (std::size_t i = 0; i < sizeof...(Arguments); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (words.empty() && names[i] == names[j]) words << "`:" << names[i] << "` is given twice";
        (check_type<Arguments>(words), ...);
        return words;
    }();
};

}  // namespace tenon::inline v0::detail
