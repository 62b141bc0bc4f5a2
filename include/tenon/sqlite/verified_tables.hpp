// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite::detail {

/// The STRICT tables that were found to be as they are declared.
class verified_tables {
public:
    void add(std::string_view table) { (names_ += table) += '\0'; }

    [[nodiscard]] bool has(std::string_view table) const noexcept {
        for (auto at = names_.find(table, 1); at != std::string::npos; at = names_.find(table, at + 1)) {
            if (names_[at - 1] == '\0' && names_[at + table.size()] == '\0') return true;
        }
        return false;
    }

    void clear() noexcept { names_ = '\0'; }

private:
    std::string names_ = std::string(1, '\0');  // a NUL around each
};

}  // namespace tenon::inline v0::sqlite::detail
