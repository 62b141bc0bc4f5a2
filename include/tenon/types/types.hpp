// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/types/bind.hpp>
#include <tenon/types/blob.hpp>
#include <tenon/types/boolean.hpp>
#include <tenon/types/codec.hpp>
#include <tenon/types/date.hpp>
#include <tenon/types/decimal.hpp>
#include <tenon/types/duration.hpp>
#include <tenon/types/enumeration.hpp>
#include <tenon/types/integer.hpp>
#include <tenon/types/json.hpp>
#include <tenon/types/lifetime.hpp>
#include <tenon/types/read.hpp>
#include <tenon/types/real.hpp>
#include <tenon/types/refuse.hpp>
#include <tenon/types/short_text.hpp>
#include <tenon/types/sql_type.hpp>
#include <tenon/types/text.hpp>
#include <tenon/types/timestamp.hpp>
