// SPDX-License-Identifier: BSL-1.0
#pragma once

/// `tenon::command_line<modules…>(argc, argv)`; needs CLI11.
#include <tenon/tool/command_line.hpp>
