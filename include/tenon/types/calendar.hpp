// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/date.hpp>

#include <chrono>

namespace tenon::inline v0 {

/// A day of the years 0000 to 9999, stored as text `YYYY-MM-DD`, whose order is that of the days.
using date = std::chrono::year_month_day;

}  // namespace tenon::inline v0
