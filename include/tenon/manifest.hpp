// SPDX-License-Identifier: BSL-1.0
#pragma once

/// All statements of a module, prepared and explained in one test: `manifest`, `prepare_statements`.
#include <tenon/runtime/manifest.hpp>
