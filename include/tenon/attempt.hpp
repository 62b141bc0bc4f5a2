// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Transactions that are run again where the database was busy: `registry.attempt<module>("purpose", work)`.
#include <tenon/runtime/attempt.hpp>
