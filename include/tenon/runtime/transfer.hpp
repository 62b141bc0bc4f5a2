// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/session.hpp>
#include <tenon/runtime/transfer_boxes.hpp>
#include <tenon/types/codec.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

/// What a transfer did.
struct transferred {
    std::int64_t rows = 0;  // that have arrived
    bool before = false;    // an earlier call has moved them; this one has done nothing
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class T, std::size_t... I>
constexpr bool has_only_columns(std::index_sequence<I...>) {
    return (column_type<field_type<T, I>> && ...);
}

template <class Rows>
constexpr bool can_be_moved() {
    if constexpr (is_vector<Rows>)
        if constexpr (reflectable<typename Rows::value_type>)
            return has_only_columns<typename Rows::value_type>(
                std::make_index_sequence<field_count<typename Rows::value_type>>{});
    return false;
}

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_shape(const transfer_name& name,
                                                                const std::string& purpose,
                                                                const std::string& found) {
    error what;
    what.category = category::usage;
    what.code = "TRANSFER_CHANGED";
    what.message = "transfer `" + std::string(name.key) + "` to `" + std::string(name.to) +
                   "` was begun with rows of another shape (" + found +
                   "): finish it with the program that began it, or take it out of tenon_outbox";
    what.purpose = purpose;
    what.module_name = name.from;
    raise(std::move(what));
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// Moves rows from one module's database to another's, exactly once: `take` is given an integrity session of
/// From, removes (or changes) what is to be moved there and returns it as a `std::vector` of structs; `put`
/// is given one of To and these rows, and stores them. `key` names the transfer: a call with a key that has
/// been moved before does nothing, and one that was interrupted, be it by a power cut, goes on where it was
/// when it is called again, in this process or another. On the way the rows are in a table of From's file,
/// `tenon_outbox_rows`; `tenon_inbox` in To's file keeps the keys.
/// Three transactions, one file each: no reader sees rows in both databases, but may see them in neither.
/// `take` runs once per key, unless its transaction is rolled back; `put` likewise.
/// Throws TRANSFER_CHANGED for rows of another struct than those under way, what sessions throw, and what
/// `take` and `put` throw; a transfer whose `put` fails is under way until it succeeds.
template <module_type From, module_type To, class Registry, class Take, class Put>
transferred transfer(Registry& db, const std::string& purpose, std::string_view key, Take&& take, Put&& put) {
    using taken = decltype(take(std::declval<integrity_session<From>&>()));
    static_assert(detail::can_be_moved<taken>(),
                  "what is taken for a transfer is a std::vector of structs whose fields can be stored");
    if constexpr (detail::can_be_moved<taken>()) {
        using box = detail::outbox<typename taken::value_type>;
        using connection_of = detail::session_connection;
        const detail::transfer_name name{From::name(), To::name(), key};
        {
            auto source = db.template integrity_session<From>(purpose);
            box::create(source.connection());
            const std::string under_way = box::shape(source.connection(), name);
            if (under_way.empty()) {
                {
                    auto target = db.template read_session<To>(purpose);
                    const std::int64_t rows = detail::inbox::arrived(connection_of::of(target), name);
                    if (rows >= 0) return {rows, true};
                }
                const taken rows = take(source);
                box::put(source.connection(), name, rows);
            } else if (under_way != box::own_shape()) {
                detail::refuse_shape(name, purpose, under_way);
            }
            source.commit();
        }
        transferred result;
        {
            auto target = db.template integrity_session<To>(purpose);
            detail::inbox::create(target.connection());
            result.rows = detail::inbox::arrived(target.connection(), name);
            result.before = result.rows >= 0;  // an interrupted call, or another one at this time
            if (!result.before) {
                taken rows;
                {
                    auto source = db.template read_session<From>(purpose);
                    rows = box::get(connection_of::of(source), name);
                }
                result.rows = static_cast<std::int64_t>(rows.size());
                put(target, std::as_const(rows));
                detail::inbox::note(target.connection(), name, rows.size());
            }
            target.commit();
        }
        auto source = db.template integrity_session<From>(purpose);
        box::remove(source.connection(), name);
        source.commit();
        return result;
    } else {
        return {};
    }
}

}  // namespace tenon::inline v0
