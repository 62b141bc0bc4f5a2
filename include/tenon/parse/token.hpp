// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/parse/word.hpp>

#include <cstdint>

namespace tenon::inline v0::detail {

enum class token_kind : std::uint8_t {
    end,
    word,         // a keyword or a plain name
    quoted_name,  // "…", `…` or […]
    integer,
    real,
    text,         // '…'
    blob,         // x'…'
    placeholder,  // :name, @name or $name
    positional,   // ?
    symbol,
    unterminated,
    unknown,
};

/// A piece of SQL: plain numbers, which constants hold best. Where it stands is counted from the text's
/// beginning.
struct token {
    token_kind kind = token_kind::end;
    word meaning = word::none;
    bool compound = false;   // of the first SELECT or VALUES of several joined by UNION and the like
    bool respelt = false;    // of a quoted name: its quotes are doubled inside
    std::int16_t link = -1;  // of SELECT and UPDATE: the token of their FROM
    std::int32_t begin = 0;
    std::int32_t size = 0;
};

}  // namespace tenon::inline v0::detail
