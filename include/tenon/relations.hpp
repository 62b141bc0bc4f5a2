// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Rows that refer to rows: `children`, `parents` and `linked`. `nested` stands in
/// `<tenon/relations/nested.hpp>`, because it needs nlohmann's JSON library.
#include <tenon/relations/children.hpp>
#include <tenon/relations/linked.hpp>
#include <tenon/relations/parents.hpp>
