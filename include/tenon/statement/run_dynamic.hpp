// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/statement/dynamic_query.hpp>
#include <tenon/statement/run.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Where a query's own parameter stands once others were put before it.
constexpr parameter_place shifted(parameter_place place, const composed_query& whole, int order_values) {
    if (place.number == 0) return place;
    const int own_before_order = whole.first_order - whole.conditions;
    if (place.number >= own_before_order) place.number += order_values;
    if (place.number >= whole.first_condition) place.number += whole.conditions;
    return place;
}

/// What a statement that was composed at run time binds beside its arguments.
template <class Query>
struct composed_values {
    Query base;
    std::vector<recorded_value> values;
    int first_condition;
    int conditions;
    int first_order;
    std::unique_ptr<parameter_place[]> own;        // of the query's captured values
    std::unique_ptr<parameter_place[]> arguments;  // of the call's arguments

    template <class Cursor>
    void bind(Cursor& cursor) const {
        if constexpr (Query::size.captured > 0) bind_captured(cursor, own.get(), base, lifetime::outlives);
        int number = first_condition;
        for (std::size_t i = 0; i < values.size(); ++i, ++number) {
            if (i == static_cast<std::size_t>(conditions)) number = first_order;
            bind_recorded(cursor, number, values[i]);
        }
    }
};

inline std::unique_ptr<parameter_place[]> shift_places(const parameter_place* places, std::size_t count,
                                                       const composed_query& whole, int order_values) {
    auto result = std::make_unique<parameter_place[]>(count == 0 ? 1 : count);
    for (std::size_t i = 0; i < count; ++i) result[i] = shifted(places[i], whole, order_values);
    return result;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_foreign_table(std::string_view table) {
    error what;
    what.category = category::usage;
    what.code = "FOREIGN_TABLE";
    what.message = "what was added to the query reads table `" + std::string(table) +
                   "`, which belongs to a module that this one does not depend on";
    raise(std::move(what));
}

/// Runs a SELECT that was composed at run time. Throws FOREIGN_TABLE for a part on another module's table.
template <class Home, class Connection, class Query, class... Arguments>
auto run_dynamic(Connection& connection, const dynamic_query<Query>& composed, Arguments&&... arguments) {
    using call = called<Query, std::remove_cvref_t<Arguments>...>;
    static_assert((is_named_argument<std::remove_cvref_t<Arguments>> && ...),
                  "arguments of a dynamic query are named, as in \"name\"_p = value");
    if constexpr (!(is_named_argument<std::remove_cvref_t<Arguments>> && ...)) {
        return refused{};
    } else if constexpr (!accept_call<call>()) {
        return refused{};
    } else {
        using kept = keep_arguments<kept_value<Arguments>...>;
        if (const std::string_view foreign = composed.template foreign_table<Home>(); !foreign.empty())
            refuse_foreign_table(foreign);
        const bool one_file = connection.one_file();
        using in_one_file = typename Home::in_one_file;
        composed_query whole =
            composed.compose(one_file ? in_one_file::attached : Home::attached,
                             one_file ? in_one_file::attached_count : Home::attached_count);
        const int added = static_cast<int>(whole.values.size());
        statement_data data = data_of<Query, Home>;
        data.text = whole.text.data();
        data.size = static_cast<std::uint32_t>(whole.text.size());
        data.hash = hash_of(whole.text);
        data.parameters = static_cast<std::uint16_t>(data.parameters + added);
        const int order_values = added - whole.conditions;
        composed_values<Query> values{
            composed.base(),
            std::move(whole.values),
            whole.first_condition,
            whole.conditions,
            whole.first_order,
            shift_places(captured_places<Query>.places, Query::size.captured, whole, order_values),
            shift_places(argument_places<Query, typename call::given>.places, sizeof...(Arguments), whole,
                         order_values)};
        const parameter_place* places = values.arguments.get();
        using cursor = decltype(connection.lease(data));
        return rows<row_type<Query>, cursor, kept, composed_values<Query>>(
            connection.lease(data), data, places,
            kept{{static_cast<kept_value<Arguments>&&>(arguments.value)}...}, std::move(values));
    }
}

}  // namespace tenon::inline v0::detail
