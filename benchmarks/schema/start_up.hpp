// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>

/// Starts a registry of 100 modules with 10 tables each, first with nothing there, then again and again with
/// nothing to do, and prints how long that takes for each module.
void measure_start_up(const std::filesystem::path& directory, int times);
