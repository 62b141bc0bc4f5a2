// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <filesystem>

/// Rebuilds a table of so many rows, by tenon and by hand, each so many times, and prints the least times;
/// `with_children`: as many rows of another table refer to it.
void compare_rebuilds(const std::filesystem::path& directory, std::size_t rows, int times,
                      bool with_children);
