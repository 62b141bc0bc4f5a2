// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/query/constant.hpp>
#include <tenon/query/lower.hpp>
#include <tenon/statement/added_conditions.hpp>
#include <tenon/statement/query_part.hpp>
#include <tenon/statement/refused.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace tenon::inline v0::detail {

template <class Query>
struct dynamic_base_refusal {
    static constexpr message sentence = [] {
        message words;
        if (requires { Query::sql; })
            words << "dynamic() adds to queries of the builder, not to SQL given as text";
        else if (facts_of<Query>.statement != op::select)
            words << "dynamic() takes a SELECT, not " << clause_name(facts_of<Query>.statement);
        return words;
    }();
};

/// One of the orders that a caller may choose by its name.
template <fixed_string Name, class... Terms>
struct named_order {
    static constexpr std::string_view name() { return stored_name.view(); }

    std::tuple<Terms...> terms;

private:
    static constexpr fixed_string stored_name = Name;
};

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_order(std::string_view chosen, std::string names) {
    error what;
    what.category = category::usage;
    what.code = "UNKNOWN_ORDER";
    what.message = "`" + std::string(chosen) + "` is none of the orders to choose from: " + std::move(names);
    raise(std::move(what));
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// An order to choose by its name: `order<"newest">("created_at"_c.desc(), "id"_c)`.
template <fixed_string Name, class... Terms>
constexpr detail::named_order<Name, Terms...> order(const Terms&... terms) {
    return {{terms...}};
}

template <class Query>
class dynamic_query;

/// Conditions of which one must hold; made by `dynamic_query::where_any`.
template <class Query>
class alternatives {
public:
    /// Another one. It is checked while compiling against the query that it is added to.
    template <class E>
    alternatives& add(const E& condition) {
        added_.template add<Query>(condition, added_.parts.empty());
        return *this;
    }

private:
    template <class>
    friend class dynamic_query;

    detail::added_conditions added_;
};

/// A SELECT whose WHERE, ORDER BY and LIMIT are decided at run time; its results, and so its rows' type, are
/// fixed. Each part is checked while compiling; values are bound, never written into the text. Running the
/// same combination of parts again finds its prepared statement, as long as the connection keeps it (128 of
/// all, unless `cache_capacity` says otherwise). What is added is copied; a view that the query itself has
/// captured still refers. A value, to be used by one thread at a time.
template <class Query>
class dynamic_query {
public:
    explicit dynamic_query(Query base) : base_(std::move(base)) {}

    /// Another condition that must hold: `… AND condition`.
    template <class E>
    dynamic_query& where(const E& condition) {
        conditions_.template add<Query>(condition, true);
        return *this;
    }

    /// A condition that must hold if it is wanted; its values are taken only then:
    /// `where_if(name, [&] { return "name"_c == *name; })`.
    template <class Wanted, class Make>
    dynamic_query& where_if(const Wanted& wanted, Make&& make) {
        if (wanted) where(make());
        return *this;
    }

    /// Conditions of which one must hold: `… AND (a OR b)`; `fill` is given the `alternatives` to add to.
    /// Without any, no row is found.
    template <class Fill>
    dynamic_query& where_any(Fill&& fill) {
        alternatives<Query> group;
        fill(group);
        if (group.added_.parts.empty())
            conditions_.parts.emplace_back(detail::query_part{nullptr, 0, true});
        else
            conditions_.append(group.added_);
        return *this;
    }

    /// The order of the rows; it takes the place of one given before. The query itself must have none.
    template <class... E>
    dynamic_query& order_by(const E&... terms) {
        using extended = decltype(std::declval<const Query&>().order_by(terms...));
        using list = decltype(detail::make_sequence(terms...));
        if constexpr (detail::accept_part<extended, list>()) {
            constexpr const detail::text_piece& piece = detail::whole_order<extended>;
            const list wanted = detail::make_sequence(terms...);
            detail::recorded_values values;
            const int count =
                detail::record<extended>(values, piece, detail::facts_of<Query>.size.captured, wanted);
            if constexpr (detail::captures<list>)
                order_values_ = std::move(values);
            else
                order_values_.clear();
            order_ = {&piece, count, false};
        }
        return *this;
    }

    /// The order that a caller chose by its name, among those that are allowed:
    /// `order_by_name(choice, order<"newest">("created_at"_c.desc()), order<"total">("total"_c))`. Throws
    /// `usage_error` UNKNOWN_ORDER for another name.
    template <class... Orders>
    dynamic_query& order_by_name(std::string_view chosen, const Orders&... orders) {
        bool found = false;
        ((orders.name() == chosen
              ? (std::apply([this](const auto&... terms) { this->order_by(terms...); }, orders.terms),
                 found = true)
              : false),
         ...);
        if (!found) {
            std::string names;
            ((names += (names.empty() ? "`" : ", `") + std::string(orders.name()) + "`"), ...);
            detail::refuse_order(chosen, std::move(names));
        }
        return *this;
    }

    /// At most so many rows, after leaving out the first ones; the query itself must have no LIMIT.
    dynamic_query& limit(std::int64_t rows, std::int64_t offset = 0) {
        using extended = decltype(std::declval<const Query&>().limit(constant<1>));
        if constexpr (detail::accept_query<extended>()) {
            limit_ = rows;
            offset_ = offset;
            limited_ = true;
        }
        return *this;
    }

    const Query& base() const { return base_; }

    /// The text for a module, and how its parameters are numbered.
    detail::composed_text compose(const detail::attached_table* attached, int attached_count) const {
        constexpr auto& query = detail::compiled<Query>;
        constexpr std::int32_t condition_end = query.marks.condition_end, order_end = query.marks.order_end;
        constexpr auto size = static_cast<std::int32_t>(query.text_size);
        detail::composed_numbers numbers;
        detail::text_composer text(attached, attached_count);
        text.put_own(detail::piece_of<Query>(0, condition_end));
        int next = detail::count_before(query.parameters, query.parameter_count, condition_end) + 1;
        numbers.first_condition = next;
        for (const detail::query_part* part = conditions_.parts.begin(); part != conditions_.parts.end();) {
            if (part->piece == nullptr) {
                text.put(" AND FALSE");
                ++part;
                continue;
            }
            text.put(" AND (");
            do {
                if (!part->begins_group) text.put(" OR ");
                put(text, next, *part);
            } while (++part != conditions_.parts.end() && !part->begins_group);
            text.put(")");
        }
        numbers.conditions = next - numbers.first_condition;
        text.put_own(detail::piece_of<Query>(condition_end, order_end));
        numbers.first_order = next =
            detail::count_before(query.parameters, query.parameter_count, order_end) + 1 + numbers.conditions;
        if (order_.piece != nullptr) {
            text.put(" ORDER BY ");
            put(text, next, order_);
        }
        text.put_own(detail::piece_of<Query>(order_end, size));
        if (limited_) text.put(" LIMIT ?" + std::to_string(next++));
        if (offset_ != 0) text.put(" OFFSET ?" + std::to_string(next++));
        numbers.behind = next - numbers.first_order;
        return {std::move(text).take(), numbers};
    }

    /// What tells its text from that of another combination of parts: calls `visit` with number after number.
    /// By addresses, and by what is there: a library that is unloaded leaves its addresses to others.
    template <class Visit>
    [[gnu::always_inline]] void each_key(const Visit& visit) const {
        for (const detail::query_part& part : conditions_.parts)
            visit(detail::key_of(part.piece) + (part.begins_group ? 1 : 0));
        visit(detail::key_of(order_.piece) + (limited_ ? 1u : 0u) + (offset_ != 0 ? 2u : 0u));
    }

    /// The values of the conditions, then those of the order.
    [[nodiscard]] detail::recorded_values values() const {
        detail::recorded_values found = conditions_.values;
        found.append(order_values_);
        return found;
    }

    /// The limit, and how many rows are left out first; at most so many are bound as `limit_count` says.
    [[nodiscard]] std::int64_t limit_at(int index) const { return index == 0 ? limit_ : offset_; }
    [[nodiscard]] int limit_count() const { return !limited_ ? 0 : offset_ != 0 ? 2 : 1; }

    /// A table in what was added that a module does not know, or nothing.
    template <class Home>
    std::string_view foreign_table() const {
        std::string_view found = find_foreign<Home>(order_);
        for (const detail::query_part& part : conditions_.parts)
            if (found.empty()) found = find_foreign<Home>(part);
        return found;
    }

private:
    template <class Home>
    static std::string_view find_foreign(const detail::query_part& part) {
        if (part.piece == nullptr) return {};
        for (int i = 0; i < part.piece->table_count; ++i) {
            const detail::used_table& used = part.piece->tables[i];
            const bool inside = used.printed_at >= part.piece->begin && used.printed_at < part.piece->end;
            if (inside && !Home::knows(used.table->identity)) return used.table->name;
        }
        return {};
    }

    static void put(detail::text_composer& text, int& next, const detail::query_part& part) {
        text.put_chosen(*part.piece, next);
        next += part.values;
    }

    Query base_;
    detail::added_conditions conditions_;
    detail::query_part order_;
    detail::recorded_values order_values_;
    std::int64_t limit_ = 0;
    std::int64_t offset_ = 0;
    bool limited_ = false;
};

/// Makes a SELECT one that is added to at run time: `auto search = dynamic(query); if (…) search.where(…);`.
template <query_like Query>
auto dynamic(Query query) {
    static_assert(detail::accept<detail::dynamic_base_refusal<Query>>());
    if constexpr (detail::dynamic_base_refusal<Query>::sentence.empty())
        return dynamic_query<decltype(query.where(constant<true>))>(query.where(constant<true>));
}

}  // namespace tenon::inline v0
