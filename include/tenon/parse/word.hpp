// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace tenon::inline v0::detail {

/// What a token is to the parser: a symbol, a keyword, or nothing of the kind.
enum class word : std::uint8_t {
    none,

    // symbols
    open,
    close,
    comma,
    dot,
    semicolon,
    star,
    plus,
    minus,
    slash,
    percent,
    concat,
    bit_and,
    bit_or,
    tilde,
    shift_left,
    shift_right,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    arrow,
    arrow_text,

    // keywords that name nothing
    reserved,  // of statements that are not covered
    all,
    and_,
    as,
    between,
    case_,
    collate,
    default_,
    delete_,
    distinct,
    else_,
    escape,
    except,
    exists,
    from,
    group,
    having,
    in,
    insert,
    intersect,
    into,
    is,
    isnull,
    join,
    limit,
    not_,
    nothing,
    notnull,
    null,
    on,
    or_,
    order,
    returning,
    select,
    set,
    then,
    union_,
    update,
    using_,
    values,
    when,
    where,

    // keywords that may name a table or column, but are no alias without AS
    cross,
    full,
    indexed,
    inner,
    left,
    natural,
    outer,
    right,

    // keywords where they are wanted, names elsewhere
    abort,
    asc,
    by,
    cast,
    conflict,
    current,
    current_date,
    current_time,
    current_timestamp,
    desc,
    do_,
    end,
    exclude,
    fail,
    false_,
    filter,
    first,
    following,
    glob,
    groups,
    ignore,
    last,
    like,
    match,
    materialized,
    no,
    nulls,
    offset,
    others,
    over,
    partition,
    preceding,
    raise,
    range,
    recursive,
    regexp,
    replace,
    rollback,
    row,
    rows,
    ties,
    true_,
    unbounded,
    window,
    with,
};

constexpr bool is_keyword(word w) { return w >= word::reserved; }

/// Whether the word may stand for a column or table.
constexpr bool may_name(word w) { return w == word::none || w >= word::cross; }

/// Whether the word may be an alias without AS.
constexpr bool may_be_alias(word w) { return w == word::none || w >= word::abort; }

}  // namespace tenon::inline v0::detail
