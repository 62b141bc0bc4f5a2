// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/query/implied_values.hpp>
#include <tenon/statement/compiled.hpp>
#include <tenon/types/list.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class T>
inline constexpr bool is_named_argument = false;

template <fixed_string Name, class T>
inline constexpr bool is_named_argument<named_argument<Name, T>> = true;

/// An argument as the checker of calls sees it.
struct given_argument {
    std::string_view name;
    sql_type type;      // of a range: its elements'
    bool list = false;  // a range of values
};

template <class T>
constexpr given_argument describe_argument(std::string_view name) {
    if constexpr (bindable_list<std::remove_cvref_t<T>>)
        return {name, type_of<list_element<std::remove_cvref_t<T>>>, true};
    else
        return {name, type_of<T>};
}

/// The arguments of a call: named ones.
template <class... Arguments>
struct argument_list {
    static constexpr std::size_t count = sizeof...(Arguments);

    static constexpr std::array<given_argument, count> given() {
        return {describe_argument<decltype(Arguments::value)>(Arguments::name())...};
    }
};

/// The arguments of a call: a struct, whose fields bear the names.
template <class Struct>
struct struct_argument {
    static constexpr std::size_t count = field_count<Struct>;

    static constexpr std::array<given_argument, count> given() {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return std::array<given_argument, count>{
                describe_argument<field_type<Struct, I>>(field_name<Struct, I>)...};
        }(std::make_index_sequence<count>{});
    }
};

constexpr int find_parameter(const parameter* parameters, int count, std::string_view name) {
    for (int i = 0; i < count; ++i)
        if (parameters[i].captured < 0 && parameters[i].name == name) return i;
    return -1;
}

constexpr bool argument_fits(const sql_type& wanted, const sql_type& given) {
    if (given.storage == kind::null) return true;
    if (wanted.meaning != given.meaning) return false;
    return wanted.storage == given.storage ||
           (wanted.storage == kind::real && given.storage == kind::integer);
}

constexpr void explain_argument(message& words, const parameter& wanted, const given_argument& given) {
    if (given.type.storage == kind::unknown) {
        words << "`:" << given.name << "` is given a type that no tenon::codec stores";
    } else if ((wanted.lists > 0) != given.list) {
        words << "`:" << given.name << "` takes "
              << (given.list ? "one value, not a range" : "a range of values");
    } else if (!argument_fits(wanted.type, given.type)) {
        words << "`:" << given.name << "` is " << describe_type(wanted.type) << " and can't take "
              << describe_type(given.type);
    } else if (given.type.nullable && !wanted.type.nullable) {
        words << "`:" << given.name << "` may be NULL, ";
        words << (wanted.stored ? "but its column is not optional"
                                : "which equals nothing: compare by is_not_distinct_from()");
    }
}

/// What a statement takes; an INSERT whose columns follow from its arguments takes the table's columns.
struct expected_arguments {
    const parameter* parameters;
    int count;
    const table_info* table;
};

constexpr void explain_unknown_argument(message& words, const expected_arguments& expected,
                                        std::string_view name, bool insert) {
    suggestion nearest(name);
    for (int i = 0; i < expected.count; ++i)
        if (expected.parameters[i].captured < 0) nearest.consider(expected.parameters[i].name);
    if (insert) {
        for (int i = 0; i < expected.table->column_count; ++i)
            nearest.consider(expected.table->columns[i].field);
        words << "table ";
        words.name(expected.table->name) << " has no column ";
        words.name(name);
    } else {
        words << "the statement has no placeholder `:" << name << "`";
    }
    suggest(words, nearest);
}

/// What is wrong with a call's arguments: one is missing, unknown, doubled, or of the wrong type. A struct
/// may have fields that the statement does not ask for, unless it is to be inserted.
constexpr void check_arguments(message& words, const expected_arguments& expected,
                               const given_argument* given, std::size_t count, bool strict, bool insert) {
    for (std::size_t i = 0; i < count && words.empty(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (given[i].name == given[j].name) {
                words << "`:" << given[i].name << "` is given twice";
                return;
            }
        const int found = find_parameter(expected.parameters, expected.count, given[i].name);
        if (found >= 0)
            explain_argument(words, expected.parameters[found], given[i]);
        else if (strict)
            explain_unknown_argument(words, expected, given[i].name, insert);
    }
    for (int i = 0; i < expected.count && words.empty(); ++i) {
        const parameter& wanted = expected.parameters[i];
        bool present = wanted.captured >= 0;
        for (std::size_t j = 0; j < count; ++j) present = present || given[j].name == wanted.name;
        if (!present) words << "`:" << wanted.name << "` is given no value";
    }
}

/// What is wrong with the arguments of a call, or nothing. `Strict`: each must be asked for; `Target`: the
/// struct of the table from whose columns an INSERT takes those that its arguments name, or void.
template <class Given, bool Strict, class Target>
constexpr message explain_arguments(const parameter* parameters, int count) {
    message words;
    const table_info* table = nullptr;
    if constexpr (!std::is_void_v<Target>) table = &table_info_of<Target>();
    const auto given = Given::given();
    check_arguments(words, {parameters, count, table}, given.data(), given.size(), Strict,
                    !std::is_void_v<Target>);
    return words;
}

template <class Query, class Given, bool Strict, class Target>
struct arguments_refusal {
    static constexpr message sentence =
        explain_arguments<Given, Strict, Target>(compiled<Query>.parameters, compiled<Query>.parameter_count);
};

}  // namespace tenon::inline v0::detail
