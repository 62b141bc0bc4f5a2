// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What a module's service is made from: `module_access<module>`.
#include <tenon/runtime/module_access.hpp>
