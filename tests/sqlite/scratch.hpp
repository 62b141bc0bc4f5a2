// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/error/error.hpp>
#include <tenon/statement/statement_data.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

/// A directory of its own for a test, removed at its end.
class scratch {
public:
    scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "tenon-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string operator/(std::string_view name) const { return (path_ / name).string(); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The error that a call throws; fails the test where it throws none.
template <class Call>
tenon::error error_from(Call call) {
    try {
        call();
    } catch (const tenon::exception& thrown) {
        return thrown.details();
    }
    FAIL("no error was thrown");
    return {};
}

/// The data of a statement, for tests: everything checked unless `tables` are named.
constexpr tenon::statement_data query(std::string_view text, std::uint16_t parameters = 0,
                                      std::uint16_t columns = 1) {
    return {.text = text.data(),
            .size = static_cast<std::uint32_t>(text.size()),
            .hash = tenon::hash_of_statement(text),
            .parameters = parameters,
            .columns = columns};
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }
