// SPDX-License-Identifier: BSL-1.0
#pragma once

/// `tenon::date`: the calendar of <chrono>, which costs as much as all of the tables, queries and one
/// connection.
#include <tenon/types/calendar.hpp>
