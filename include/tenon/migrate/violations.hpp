// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/inspect.hpp>
#include <tenon/migrate/plan.hpp>
#include <tenon/migrate/sorted.hpp>
#include <tenon/migrate/write.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// The broken foreign keys at a moment: of what a plan leaves only those are its fault that were not broken
/// before it. Looks at the tables that it changes, and at those that refer to them.
template <class = void>
class basic_violations {
public:
    basic_violations(sqlite::connection& on, const plan& next, const model& now) {
        for (const step& each : next.steps)
            if (each.rebuild || each.what == action::drop_table || each.what == action::create_table ||
                each.what == action::add_column)
                changed_.push_back(each.what == action::add_column ? each.name.substr(0, each.name.rfind('.'))
                                                                   : each.name);
        before_ = find_all(on, now);
    }

    /// The same where nobody knows what will change: of all tables.
    explicit basic_violations(sqlite::connection& on) : all_(true), before_(find_all(on, inspect(on))) {}

    [[nodiscard]] bool any() const { return !before_.empty(); }

    /// What is broken now and was not before; empty: nothing.
    [[nodiscard]] std::string added(sqlite::connection& on) const {
        const std::vector<std::string> now = find_all(on, inspect(on));
        const std::vector<std::string> more = only_in(now, before_);
        if (more.empty()) return {};
        return more.size() == 1 ? more.front()
                                : std::to_string(more.size()) + " rows, the first " + more.front();
    }

private:
    [[nodiscard]] bool is_changed(const std::string& name) const {
        for (const std::string& each : changed_)
            if (same_name(each, name)) return true;
        return false;
    }

    [[nodiscard]] std::vector<std::string> find_all(sqlite::connection& on, const model& in) const {
        std::vector<std::string> result;
        for (const table& each : in.tables) {
            bool concerned = all_ && !each.foreign_keys.empty();
            for (const foreign_key& key : each.foreign_keys)
                concerned = concerned || is_changed(each.name) || is_changed(key.target);
            if (concerned) add(on, each.name, result);
        }
        sort(result);
        return result;
    }

    static void add(sqlite::connection& on, const std::string& name, std::vector<std::string>& to) {
        try {
            sqlite::statement check = lease(on, "PRAGMA main.foreign_key_check(" + in_quotes(name) + ')');
            while (check.step()) {
                const sqlite::row_reader row = check.reader();
                to.push_back(
                    '`' + name + "` " +
                    (row.is_null(1) ? std::string() : "with rowid " + std::to_string(row.integer(1))) +
                    " refers to nothing in `" + std::string(row.text(2)) + '`');
            }
        } catch (const query_error& mismatch) {  // a key that refers to columns which are no key
            to.push_back('`' + name + "`: " + mismatch.details().message);
        }
    }

    bool all_ = false;
    std::vector<std::string> changed_;
    std::vector<std::string> before_;
};
using violations = basic_violations<>;

}  // namespace tenon::inline v0::schema::detail
