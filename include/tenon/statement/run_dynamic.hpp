// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/hash.hpp>
#include <tenon/statement/dynamic_query.hpp>
#include <tenon/statement/run.hpp>
#include <tenon/statement/variant_cache.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

/// Where a query's own parameter stands once others were put before it.
constexpr parameter_place shifted(parameter_place place, const composed_numbers& numbers) {
    if (place.number == 0) return place;
    const int own_before_order = numbers.first_order - numbers.conditions;
    if (place.number >= own_before_order) place.number += numbers.behind;
    if (place.number >= numbers.first_condition) place.number += numbers.conditions;
    return place;
}

/// The same for several, for as long as they are bound.
template <std::size_t Count>
struct shifted_places {
    parameter_place places[Count == 0 ? 1 : Count];

    shifted_places([[maybe_unused]] const parameter_place* from,
                   [[maybe_unused]] const composed_numbers& numbers) {
        for (std::size_t i = 0; i < Count; ++i) places[i] = shifted(from[i], numbers);
    }
};

/// What a statement that was composed at run time binds beside its arguments.
template <class Query>
struct composed_values {
    Query base;
    recorded_values values;
    composed_numbers numbers;
    std::int64_t limits[2];
    int limit_count;

    template <class Cursor>
    void bind(Cursor& cursor) const {
        if constexpr (facts_of<Query>.size.captured > 0)
            bind_captured(
                cursor,
                shifted_places<facts_of<Query>.size.captured>(captured_places<Query>.places, numbers).places,
                base, lifetime::outlives);
        int number = numbers.first_condition;
        for (std::size_t i = 0; i < values.size(); ++i, ++number) {
            if (i == static_cast<std::size_t>(numbers.conditions)) number = numbers.first_order;
            bind_recorded(cursor, number, values[i]);
        }
        number = numbers.first_order + numbers.behind - limit_count;
        for (int i = 0; i < limit_count; ++i) cursor.bind_integer(number + i, limits[i]);
    }
};

/// The arguments of such a statement, whose places depend on what was put before them.
template <class Kept, std::size_t Count>
struct composed_arguments {
    Kept kept;
    composed_numbers numbers;

    template <class Cursor>
    void bind(Cursor& cursor, const parameter_place* places) const {
        kept.bind(cursor, shifted_places<Count>(places, numbers).places);
    }
};

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_foreign_table(std::string_view table) {
    error what;
    what.category = category::usage;
    what.code = "FOREIGN_TABLE";
    what.message = "what was added to the query reads table `" + std::string(table) +
                   "`, which belongs to a module that this one does not depend on";
    raise(std::move(what));
}

/// Its address tells a query of a module from others.
template <class Query, class Home>
inline constexpr char identity_of_dynamic{};

/// Composes the text of a combination that this thread has not run lately.
template <class Home, class Query>
[[gnu::cold, gnu::noinline]] const composed_variant& compose_variant(composed_variant&& fresh,
                                                                     const dynamic_query<Query>& composed,
                                                                     bool one_file) {
    if (const std::string_view foreign = composed.template foreign_table<Home>(); !foreign.empty())
        refuse_foreign_table(foreign);
    using in_one_file = typename Home::in_one_file;
    composed_text whole = composed.compose(one_file ? in_one_file::attached : Home::attached,
                                           one_file ? in_one_file::attached_count : Home::attached_count);
    statement_data data = data_of<Query, Home>;
    data.size = static_cast<std::uint32_t>(whole.text.size());
    data.hash = hash_of_statement(whole.text);
    data.parameters =
        static_cast<std::uint16_t>(data.parameters + whole.numbers.conditions + whole.numbers.behind);
    fresh.text = std::move(whole.text);
    fresh.data = data;
    fresh.numbers = whole.numbers;
    return variant_cache::of_thread().keep(std::move(fresh));
}

/// The composed statement, found by the parts that were chosen, or made.
template <class Home, class Query>
const composed_variant& find_variant(const dynamic_query<Query>& composed, bool one_file) {
    const std::uint64_t own =
        (reinterpret_cast<std::uintptr_t>(&identity_of_dynamic<Query, Home>) << 1 | (one_file ? 1u : 0u)) ^
        (data_of<Query, Home>.hash << 1);
    const auto each_key = [&](const auto& visit) {
        visit(own);
        composed.each_key(visit);
    };
    std::uint64_t hash = 0;
    each_key([&](std::uint64_t word) { hash = mixed(hash, word); });
    const composed_variant* const found = variant_cache::of_thread().find(hash, each_key);
    if (found != nullptr) [[likely]]
        return *found;
    composed_variant fresh;
    fresh.hash = hash;
    each_key([&](std::uint64_t word) { fresh.key.emplace_back(word); });
    return compose_variant<Home>(std::move(fresh), composed, one_file);
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
        using kept = composed_arguments<keep_arguments<kept_value<Arguments>...>, sizeof...(Arguments)>;
        const composed_variant& found = find_variant<Home>(composed, connection.one_file());
        using cursor = decltype(connection.lease(found.data));
        return rows<row_type<Query>, cursor, kept, composed_values<Query>>(
            connection.lease(found.data), found.data, argument_places<Query, typename call::given>.places,
            kept{{{static_cast<kept_value<Arguments>&&>(arguments.value)}...}, found.numbers},
            {composed.base(),
             composed.values(),
             found.numbers,
             {composed.limit_at(0), composed.limit_at(1)},
             composed.limit_count()});
    }
}

}  // namespace tenon::inline v0::detail
