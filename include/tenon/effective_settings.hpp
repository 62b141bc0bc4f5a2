// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Which settings are in effect, and where each came from: `effective_settings`, `settings_text`.
#include <tenon/runtime/effective_settings.hpp>
