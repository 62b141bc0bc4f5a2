// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/migrate/adopted_column.hpp>
#include <tenon/migrate/cpp_names.hpp>
#include <tenon/schema/described.hpp>
#include <tenon/schema/table_options.hpp>
#include <tenon/schema/table_text.hpp>
#include <tenon/schema/validate.hpp>

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

using tenon::detail::constraint;
using tenon::detail::constraint_kind;

/// What a struct says of its table, put together at run time and checked as the compiler will check it.
class adopted_description {
public:
    const table* from = nullptr;
    std::string name{};  // of the struct
    std::vector<adopted_column> columns{};

    /// The name of the field of a column, or null.
    [[nodiscard]] const std::string* field_of(std::string_view column) const {
        for (const adopted_column& each : columns)
            if (same_name(each.from->name, column)) return &each.field;
        return nullptr;
    }

    [[nodiscard]] const table_info& info() const { return info_; }

    /// The constraints as C++.
    [[nodiscard]] const std::vector<std::string>& code_of_constraints() const { return code_; }

    /// The CREATE TABLE that the description amounts to.
    [[nodiscard]] std::string described_sql() const {
        tenon::detail::text_writer measure;
        put_table(measure, info_, said_.data(), said_.size());
        std::string result(measure.size(), ' ');
        tenon::detail::text_writer out(result.data(), result.size());
        put_table(out, info_, said_.data(), said_.size());
        return result;
    }

protected:
    static constraint option(constraint_kind kind) { return tenon::detail::table_option(kind); }

    // Constraints hold views.
    const std::string& keep(std::string text) { return kept_.emplace_back(std::move(text)); }

    void add(const constraint& c, std::string code) {
        said_.push_back(c);
        code_.push_back(std::move(code));
    }

    bool add_valid(const constraint& c, std::string code) {
        said_.push_back(c);
        tenon::detail::message words;
        validate_constraint(words, info_, said_.data(), said_.size() - 1);
        if (!words.empty()) {
            said_.pop_back();
            return false;
        }
        code_.push_back(std::move(code));
        refresh();
        return true;
    }

    void name_it(constraint& c, std::string& code, const std::string& given) {
        if (given.empty()) return;
        c.name = given;
        code += ".named(" + cpp_text(given) + ')';
    }

    void set_flag(const std::string& field, bool column_info::* flag) {
        for (column_info& each : infos_)
            if (each.field == field) each.*flag = true;
    }

    // What `described` makes while compiling.
    void refresh() {
        infos_.clear();
        for (const adopted_column& each : columns) {
            column_info next{each.from->name, each.field, each.type, each.limits};
            if (tenon::detail::is_collation(each.from->collation)) next.collation = each.from->collation;
            next.has_default = !canonical_default(*each.from).empty();
            next.generated = !each.from->generated.empty();
            infos_.push_back(next);
        }
        info_.name = from->name;
        info_.identity = hash_of(name);
        info_.columns = infos_.data();
        info_.column_count = static_cast<std::int16_t>(infos_.size());
        keys_.clear();
        for (const constraint& c : said_)
            if (tenon::detail::count_keys(&c, 1) == 1) keys_.push_back(tenon::detail::make_key(info_, c));
        info_.keys = keys_.data();
        info_.key_count = static_cast<std::int16_t>(keys_.size());
        info_.integer_key = from->without_rowid
                                ? std::int16_t{-1}
                                : static_cast<std::int16_t>(tenon::detail::find_integer_key(info_));
        info_.strict = from->strict;
    }

    std::vector<constraint> said_;
    table_info info_;

private:
    std::list<std::string> kept_;
    std::vector<std::string> code_;
    std::vector<column_info> infos_;
    std::vector<key_info> keys_;
};

}  // namespace tenon::inline v0::schema::detail
