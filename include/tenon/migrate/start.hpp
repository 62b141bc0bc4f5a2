// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/module_start.hpp>
#include <tenon/sqlite/transaction.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

// None of these is inline, so that a program can have them in one of its units: half of what starting a
// registry takes to compile.

template <class T>
basic_module_start<T>::basic_module_start(std::string_view module_name, declaration declared,
                                          const words& allow, bool check_only)
    : module_name_(module_name), declared_(std::move(declared)), check_only_(check_only) {
    options_.allow = allow;
    std::uint64_t hash = hash_of(allow.strict ? "strict" : "");
    const auto add = [&](std::string_view text) { hash = hash * 1099511628211u ^ hash_of(text); };
    for (const std::string_view sql : declared_.statements) add(sql);
    for (const former_name& each : declared_.renamed)
        for (const std::string_view text : {each.table, each.column, each.before}) add(text);
    for (const name_prefix& each : declared_.prefixes)
        if (!each.prefix.empty())
            for (const std::string_view text : {each.table, each.prefix}) add(text);
    program_ = hex_of(hash);
}

template <class T>
basic_module_start<T>::~basic_module_start() = default;

template <class T>
bool basic_module_start<T>::is_current(sqlite::connection& on) {
    if (!has_history(on)) return false;
    sqlite::statement last = lease(on,
                                   "SELECT program, cookie, lenient FROM main.tenon_migrations WHERE "
                                   "module = ?1 ORDER BY version DESC "
                                   "LIMIT 1");
    last.bind_text(1, module_name_, lifetime::outlives);
    if (!last.step()) return false;
    const sqlite::row_reader row = last.reader();
    if (row.text(0) != program_ || row.integer(1) != schema_cookie(on)) return false;
    lenient_ = row.text(2);
    return true;
}

template <class T>
void basic_module_start<T>::migrate(sqlite::connection& on) {
    look(on);
    if (check_only_) return refuse_pending(on);
    if (creates_only()) return;
    migration work(on, options_);
    if (is_current(on)) return;
    look(on);
    const plan done = work.reach([&](const model& live) { return settled(live); });
    record(on, done);
    work.commit();
}

template <class T>
void basic_module_start<T>::finish(sqlite::connection& on) {
    if (check_only_ || is_current(on)) return;
    look(on);
    if (!creates_only()) {
        error what;
        what.category = category::schema;
        what.code = "SCHEMA_MISMATCH";
        what.message = "another program has changed the schema during the start: start again";
        what.retryable = true;
        raise(std::move(what));
    }
    plan_runner runner(on, options_);
    runner.run(plan_, 0, plan_.steps.size());
    if (!plan_.empty()) require_equal(on, settled(live_));
    record(on, plan_);
}

template <class T>
bool basic_module_start<T>::was_adopted(sqlite::connection& on) const {
    if (!has_history(on)) return false;
    const std::vector<history_row> rows = read_history(on, module_name_, false);
    return !rows.empty() && rows.front().name.substr(0, 8) == "baseline";
}

template <class T>
void basic_module_start<T>::look(sqlite::connection& on) {
    {
        // Another process may be migrating: what is read has to be of one moment.
        std::optional<sqlite::transaction> moment;
        if (!on.in_transaction()) moment.emplace(on, sqlite::transaction_kind::deferred);
        rows_ = has_history(on) ? read_history(on, module_name_, false) : std::vector<history_row>();
        live_ = inspect(on);
        if (moment) moment->commit();
    }
    before_ = rows_.empty() ? model() : parsed(rows_.back().declared);
    want();
    give_away(before_);
    const model target = settled(live_);
    plan_ = diff(live_, target, options_);
    refuse_drift(on);
    refuse_older(on);
    lenient_.clear();
    for (const table& each : wanted_.tables)
        if (each.strict && !find(target.tables, each.name)->strict) lenient_ += each.name + ' ';
}

#if defined(TENON_COMPILED)
extern template class basic_module_start<>;
#endif

}  // namespace tenon::inline v0::schema::detail
