// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What is done to rows of one table again and again: `repository<customer>` in sessions of the caller,
/// `crud_service<shop, customer>` in sessions of its own.
#include <tenon/runtime/crud_service.hpp>
#include <tenon/runtime/repository.hpp>
