// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Everything: tables, queries, modules with their databases and sessions.
#include <tenon/core.hpp>
#include <tenon/runtime/registry.hpp>
