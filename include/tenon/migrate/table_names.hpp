// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// What stands before the name of a table in this database, and before those of its indexes.
struct name_prefix {
    std::string_view table{};
    std::string_view prefix{};
    std::uint64_t identity = 0;  // of its struct: several modules may have a table of one name
};

/// The prefix of the table with that identity, or else of that name; `otherwise` if there is none.
inline std::string_view find_prefix(const std::vector<name_prefix>& among, std::string_view table,
                                    std::uint64_t identity, std::string_view otherwise) {
    const name_prefix* found = nullptr;
    for (const name_prefix& each : among) {
        if (identity != 0 && each.identity == identity) return each.prefix;
        if (found == nullptr && tenon::detail::same_name(each.table, table)) found = &each;
    }
    return found != nullptr ? found->prefix : otherwise;
}

/// How a module's migrations find tables in a database of several modules: what the others declare has their
/// prefixes, all else its own, whatever version of the structs has it.
struct table_names {
    std::string_view own{};
    std::vector<name_prefix> others{};

    /// Whether all tables are called as their structs say.
    [[nodiscard]] bool plain() const {
        for (const name_prefix& each : others)
            if (!each.prefix.empty()) return false;
        return own.empty();
    }

    /// What stands before the name of a table; the identity of its struct says whose it is, if there are two.
    [[nodiscard]] std::string_view prefix_of(std::string_view table, std::uint64_t identity = 0) const {
        return find_prefix(others, table, identity, own);
    }

    /// What the table is called in the database.
    [[nodiscard]] std::string operator()(std::string_view table) const {
        return std::string(prefix_of(table)) += table;
    }

    /// A script with the module's prefix wherever it says `{prefix}`.
    [[nodiscard]] std::string in_script(std::string_view script) const {
        constexpr std::string_view place = "{prefix}";
        std::string result;
        for (std::size_t at = script.find(place); at != std::string_view::npos; at = script.find(place)) {
            (result += script.substr(0, at)) += own;
            script.remove_prefix(at + place.size());
        }
        return result += script;
    }
};

}  // namespace tenon::inline v0::schema::detail
