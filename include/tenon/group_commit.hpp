// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Transactions that share a commit with others that wait: `registry.group_commit<module>("purpose", work)`.
#include <tenon/runtime/group_commit.hpp>
