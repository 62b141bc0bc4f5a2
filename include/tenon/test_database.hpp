// SPDX-License-Identifier: BSL-1.0
#pragma once

/// A registry in a temporary directory, for tests: `tenon::test_database<users, shop> db;`.
#include <tenon/runtime/test_database.hpp>
