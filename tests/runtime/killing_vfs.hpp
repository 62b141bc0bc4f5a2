// SPDX-License-Identifier: BSL-1.0
#pragma once
#include "../faults/faulty_vfs.hpp"

/// Kills the process instead of the write, truncation, sync or deletion that comes after a given number of
/// them.
class killing_vfs {
public:
    explicit killing_vfs(int calls) : vfs_({.what = fault::kill, .calls = calls}) {}

private:
    faulty_vfs vfs_;
};
