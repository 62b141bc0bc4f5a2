// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Rows that move from one module's database to another's: `tenon::transfer<shop, archive>(registry, …)`.
#include <tenon/runtime/transfer.hpp>
