// SPDX-License-Identifier: BSL-1.0
#include "start_up.hpp"

#include <tenon/tenon.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace {

constexpr std::size_t module_count = 100;
constexpr std::size_t table_count = 10;

template <std::size_t Number>
inline constexpr std::array<char, 3> digits{static_cast<char>('0' + Number / 10 % 10),
                                            static_cast<char>('0' + Number % 10), '\0'};

template <std::size_t Table>
inline constexpr std::array<char, 9> table_name{
    'r', 'e', 'c', 'o', 'r', 'd', '_', static_cast<char>('0' + Table), '\0'};

template <std::size_t Module, std::size_t Table>
struct record {
    std::int64_t id = 0;
    std::string name{};
    std::optional<std::int64_t> parent_id{};
    double amount = 0;
    std::optional<std::string> note{};
    bool active = true;
    tenon::timestamp created_at{};
    std::int64_t kind = 0;

    static constexpr auto table =
        tenon::table(std::string_view(table_name<Table>.data(), 8), tenon::primary_key("id"),
                     tenon::unique("name"), tenon::check("amount >= 0"), tenon::default_("active", true),
                     tenon::index("kind", "created_at DESC"));
};

template <std::size_t Module, class Tables>
struct numbered;

template <std::size_t Module, std::size_t... Table>
struct numbered<Module, std::index_sequence<Table...>>
    : tenon::database_module<"benchmark.module", record<Module, Table>...> {
    static constexpr std::string_view database{digits<Module>.data(), 2};
    static constexpr std::string_view name() { return database; }
};

template <class Modules>
struct program;

template <std::size_t... Module>
struct program<std::index_sequence<Module...>> {
    using type = tenon::registry<numbered<Module, std::make_index_sequence<table_count>>...>;
};

using all_modules = program<std::make_index_sequence<module_count>>::type;

double milliseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double milliseconds_to_start(const std::filesystem::path& directory) {
    const auto start = std::chrono::steady_clock::now();
    tenon::settings how;
    how.directory = directory.string();
    all_modules db(how);
    db.start();
    return milliseconds_since(start);
}

double milliseconds_to_open(const std::filesystem::path& directory) {
    const auto start = std::chrono::steady_clock::now();
    std::size_t tables = 0;
    for (const auto& file : std::filesystem::directory_iterator(directory)) {
        if (file.path().extension() != ".db") continue;
        const tenon::sqlite::connection db(file.path().string());
        tables += sqlite3_table_column_metadata(db.handle(), "main", "record_0", nullptr, nullptr, nullptr,
                                                nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    const double result = milliseconds_since(start);
    if (tables != module_count) fmt::print("only {} files\n", tables);
    return result;
}

}  // namespace

void measure_start_up(const std::filesystem::path& directory, int times) {
    const double first = milliseconds_to_start(directory);
    double least = 1e9;
    double opening = 1e9;
    for (int i = 0; i < times; ++i) {
        least = std::min(least, milliseconds_to_start(directory));
        opening = std::min(opening, milliseconds_to_open(directory));
    }
    fmt::print(
        "start-up of one registry of {} modules with {} tables each: {:.3f} ms a module with nothing to do, "
        "of which opening "
        "the "
        "file and reading its schema is {:.3f} ms; {:.1f} ms a module the first time\n",
        module_count, table_count, least / module_count, opening / module_count, first / module_count);
}
