// SPDX-License-Identifier: BSL-1.0
#include "rebuild.hpp"
#include "start_up.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

// schema_benchmark [rows]
int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const std::filesystem::path directory =
        std::filesystem::temp_directory_path() / ("tenon-benchmark-" + std::to_string(getpid()));
    std::filesystem::create_directories(directory / "start");
    for (const bool with_children : {false, true}) compare_rebuilds(directory, rows, 3, with_children);
    measure_start_up(directory / "start", 60);
    std::filesystem::remove_all(directory);
}
