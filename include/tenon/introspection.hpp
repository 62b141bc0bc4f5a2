// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The modules, tables, columns and versions of a registry as data: `tenon::describe(registry)`.
#include <tenon/runtime/introspection.hpp>
