// SPDX-License-Identifier: BSL-1.0
#pragma once

// Durations, clocks and moments. <chrono> would bring calendars along, and with them all of the streams: a
// quarter of what the library's standard headers cost. libstdc++ has a header for the rest, which <mutex>
// includes, too.
#if __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
