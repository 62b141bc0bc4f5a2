// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What one argument of a function has to be; the letters are those of `function_info::takes`.
enum class argument_rule : char {
    anything = 'v',
    alike = 'a',          // comparable with the function's other arguments of this rule
    alike_or_null = 'o',  // the same, but NULL makes sense too
    condition = 'c',
    number = 'n',
    real = 'r',  // any number, but a placeholder is a real
    integer = 'i',
    text = 't',
    text_or_blob = 's',
    time = 'd',  // a text, a number, a timestamp or a date
    json = 'j',  // a value inside JSON: anything but a blob
};

/// From which rows a function is computed: from the row itself, from many that it combines, or from others of
/// a window, which OVER names.
enum class function_kind : std::uint8_t { scalar, aggregate, window };

/// What a function yields: a type of its own, or one that its arguments have.
enum class result_rule : std::uint8_t {
    boolean,
    integer,
    real,
    text,
    blob,
    first,      // the first argument unchanged
    common,     // one of the numbers or of the values that are alike, or a number made from them
    storage,    // made of the first argument, text or blob as it is
    extracted,  // whatever a JSON path leads to; of several paths a text
};

/// When a function yields NULL. An aggregate of nothing is NULL whatever its rule, unless that is `never`.
enum class null_rule : std::uint8_t {
    never,
    any_null,    // an argument is
    all_null,    // all arguments are
    inserted,    // an argument is, but inside JSON that is JSON's null
    first_null,  // the first argument is
    alike_null,  // one of the values to choose from is
    of_path,     // an argument is, or a path finds nothing
    of_blob,     // an argument is, or the first is an empty blob
    of_window,   // there is no such row, unless a default is given: then as alike_null
    always,
};

// Plain characters: a view for each would cost more than all the rest of the table.
struct function_info {
    const char* name;
    const char* takes;  // an `argument_rule` each; after `|` they may be left out, those after `*` recur
    result_rule yields;
    null_rule nulls;
    function_kind kind = function_kind::scalar;
};

/// The functions that SQLite has built in, sorted by name without regard to case.
inline constexpr function_info functions[] = {
    {"ABS", "n", result_rule::common, null_rule::any_null},
    {"ACOS", "r", result_rule::real, null_rule::always},
    {"ACOSH", "r", result_rule::real, null_rule::always},
    {"ASIN", "r", result_rule::real, null_rule::always},
    {"ASINH", "r", result_rule::real, null_rule::any_null},
    {"ATAN", "r", result_rule::real, null_rule::any_null},
    {"ATAN2", "rr", result_rule::real, null_rule::any_null},
    {"ATANH", "r", result_rule::real, null_rule::always},
    {"AVG", "r", result_rule::real, null_rule::any_null, function_kind::aggregate},
    {"CEIL", "n", result_rule::common, null_rule::any_null},
    {"CEILING", "n", result_rule::common, null_rule::any_null},
    {"CHANGES", "", result_rule::integer, null_rule::never},
    {"CHAR", "*i", result_rule::text, null_rule::never},
    {"COALESCE", "aa*a", result_rule::common, null_rule::all_null},
    {"COS", "r", result_rule::real, null_rule::always},
    {"COSH", "r", result_rule::real, null_rule::any_null},
    {"COUNT", "v", result_rule::integer, null_rule::never, function_kind::aggregate},
    {"CUME_DIST", "", result_rule::real, null_rule::never, function_kind::window},
    {"DATE", "|d*t", result_rule::text, null_rule::always},
    {"DATETIME", "|d*t", result_rule::text, null_rule::always},
    {"DEGREES", "r", result_rule::real, null_rule::any_null},
    {"DENSE_RANK", "", result_rule::integer, null_rule::never, function_kind::window},
    {"EXP", "r", result_rule::real, null_rule::any_null},
    {"FIRST_VALUE", "v", result_rule::first, null_rule::always, function_kind::window},
    {"FLOOR", "n", result_rule::common, null_rule::any_null},
    {"FORMAT", "t*v", result_rule::text, null_rule::always},
    {"GROUP_CONCAT", "t|t", result_rule::text, null_rule::first_null, function_kind::aggregate},
    {"HEX", "v", result_rule::text, null_rule::never},
    {"IFNULL", "aa", result_rule::common, null_rule::all_null},
    {"IIF", "coo", result_rule::common, null_rule::alike_null},
    {"INSTR", "ss", result_rule::integer, null_rule::any_null},
    {"JSON", "t", result_rule::text, null_rule::any_null},
    {"JSON_ARRAY", "*j", result_rule::text, null_rule::never},
    {"JSON_ARRAY_LENGTH", "t|t", result_rule::integer, null_rule::of_path},
    {"JSON_EXTRACT", "tt*t", result_rule::extracted, null_rule::of_path},
    {"JSON_GROUP_ARRAY", "j", result_rule::text, null_rule::never, function_kind::aggregate},
    {"JSON_GROUP_OBJECT", "tj", result_rule::text, null_rule::never, function_kind::aggregate},
    {"JSON_INSERT", "t*tj", result_rule::text, null_rule::inserted},
    {"JSON_OBJECT", "*tj", result_rule::text, null_rule::never},
    {"JSON_PATCH", "tt", result_rule::text, null_rule::any_null},
    {"JSON_QUOTE", "j", result_rule::text, null_rule::never},
    {"JSON_REMOVE", "t*t", result_rule::text, null_rule::of_path},
    {"JSON_REPLACE", "t*tj", result_rule::text, null_rule::any_null},
    {"JSON_SET", "t*tj", result_rule::text, null_rule::any_null},
    {"JSON_TYPE", "t|t", result_rule::text, null_rule::of_path},
    {"JSON_VALID", "t", result_rule::boolean, null_rule::any_null},
    {"JULIANDAY", "|d*t", result_rule::real, null_rule::always},
    {"LAG", "a|ia", result_rule::common, null_rule::of_window, function_kind::window},
    {"LAST_INSERT_ROWID", "", result_rule::integer, null_rule::never},
    {"LAST_VALUE", "v", result_rule::first, null_rule::always, function_kind::window},
    {"LEAD", "a|ia", result_rule::common, null_rule::of_window, function_kind::window},
    {"LENGTH", "v", result_rule::integer, null_rule::any_null},
    {"LIKELY", "v", result_rule::first, null_rule::any_null},
    {"LN", "r", result_rule::real, null_rule::always},
    {"LOG", "r|r", result_rule::real, null_rule::always},
    {"LOG10", "r", result_rule::real, null_rule::always},
    {"LOG2", "r", result_rule::real, null_rule::always},
    {"LOWER", "t", result_rule::text, null_rule::any_null},
    {"LTRIM", "t|t", result_rule::text, null_rule::any_null},
    {"MAX", "v", result_rule::first, null_rule::any_null, function_kind::aggregate},
    {"MAX", "aa*a", result_rule::common, null_rule::any_null},
    {"MIN", "v", result_rule::first, null_rule::any_null, function_kind::aggregate},
    {"MIN", "aa*a", result_rule::common, null_rule::any_null},
    {"MOD", "rr", result_rule::real, null_rule::always},
    {"NTH_VALUE", "vi", result_rule::first, null_rule::always, function_kind::window},
    {"NTILE", "i", result_rule::integer, null_rule::never, function_kind::window},
    {"NULLIF", "aa", result_rule::first, null_rule::always},
    {"PERCENT_RANK", "", result_rule::real, null_rule::never, function_kind::window},
    {"PI", "", result_rule::real, null_rule::never},
    {"POW", "rr", result_rule::real, null_rule::always},
    {"POWER", "rr", result_rule::real, null_rule::always},
    {"PRINTF", "t*v", result_rule::text, null_rule::always},
    {"QUOTE", "v", result_rule::text, null_rule::never},
    {"RADIANS", "r", result_rule::real, null_rule::any_null},
    {"RANDOM", "", result_rule::integer, null_rule::never},
    {"RANDOMBLOB", "i", result_rule::blob, null_rule::never},
    {"RANK", "", result_rule::integer, null_rule::never, function_kind::window},
    {"REPLACE", "ttt", result_rule::storage, null_rule::any_null},
    {"ROUND", "r|i", result_rule::real, null_rule::any_null},
    {"ROW_NUMBER", "", result_rule::integer, null_rule::never, function_kind::window},
    {"RTRIM", "t|t", result_rule::text, null_rule::any_null},
    {"SIGN", "n", result_rule::integer, null_rule::any_null},
    {"SIN", "r", result_rule::real, null_rule::always},
    {"SINH", "r", result_rule::real, null_rule::any_null},
    {"SOUNDEX", "t", result_rule::text, null_rule::never},
    {"SQLITE_COMPILEOPTION_GET", "i", result_rule::text, null_rule::always},
    {"SQLITE_COMPILEOPTION_USED", "t", result_rule::boolean, null_rule::any_null},
    {"SQLITE_SOURCE_ID", "", result_rule::text, null_rule::never},
    {"SQLITE_VERSION", "", result_rule::text, null_rule::never},
    {"SQRT", "r", result_rule::real, null_rule::always},
    {"STRFTIME", "t|d*t", result_rule::text, null_rule::always},
    {"SUBSTR", "si|i", result_rule::storage, null_rule::of_blob},
    {"SUBSTRING", "si|i", result_rule::storage, null_rule::of_blob},
    {"SUM", "n", result_rule::common, null_rule::any_null, function_kind::aggregate},
    {"TAN", "r", result_rule::real, null_rule::always},
    {"TANH", "r", result_rule::real, null_rule::any_null},
    {"TIME", "|d*t", result_rule::text, null_rule::always},
    {"TOTAL", "r", result_rule::real, null_rule::never, function_kind::aggregate},
    {"TOTAL_CHANGES", "", result_rule::integer, null_rule::never},
    {"TRIM", "t|t", result_rule::text, null_rule::any_null},
    {"TRUNC", "n", result_rule::common, null_rule::any_null},
    {"TYPEOF", "v", result_rule::text, null_rule::never},
    {"UNICODE", "t", result_rule::integer, null_rule::always},
    {"UNIXEPOCH", "|d*t", result_rule::integer, null_rule::always},
    {"UNLIKELY", "v", result_rule::first, null_rule::any_null},
    {"UPPER", "t", result_rule::text, null_rule::any_null},
    {"ZEROBLOB", "i", result_rule::blob, null_rule::never},
};

inline constexpr int function_count = static_cast<int>(sizeof functions / sizeof functions[0]);

/// Whether one name stands before another, ASCII letters in either case equal.
constexpr bool name_before(const char* a, std::string_view b) {
    for (const char c : b) {
        const char x = ascii_lower(*a++), y = ascii_lower(c);
        if (x != y || x == '\0') return x < y;
    }
    return false;
}

/// The index of the first function of that name, or -1. MIN and MAX are there twice, one after the other: as
/// aggregate and as scalar.
constexpr int find_function(std::string_view name) {
    int begin = 0, end = function_count;
    while (begin < end) {
        const int middle = (begin + end) / 2;
        if (name_before(functions[middle].name, name))
            begin = middle + 1;
        else
            end = middle;
    }
    return begin < function_count && same_name(functions[begin].name, name) ? begin : -1;
}

/// How many arguments a function takes: from `least` to `most`, and where `step` is not 0 any number of so
/// many more.
struct arity {
    int least = 0;
    int most = 0;
    int step = 0;

    constexpr bool allows(int count) const {
        if (count < least) return false;
        return count <= most || (step > 0 && (count - most) % step == 0);
    }
};

constexpr arity arity_of(const function_info& f) {
    arity found;
    bool optional = false, recurs = false;
    for (const char* at = f.takes; *at != '\0'; ++at) {
        const char c = *at;
        if (c == '|') {
            optional = true;
        } else if (c == '*') {
            recurs = true;
        } else if (recurs) {
            ++found.step;
        } else {
            ++found.most;
            if (!optional) ++found.least;
        }
    }
    return found;
}

/// The rules of a function's arguments, one after the other.
class argument_rules {
public:
    constexpr explicit argument_rules(const function_info& f) : at_(f.takes), again_(f.takes) {}

    constexpr argument_rule next() {
        if (*at_ == '\0') at_ = again_;
        if (*at_ == '|') ++at_;
        if (*at_ == '*') again_ = ++at_;
        return *at_ != '\0' ? static_cast<argument_rule>(*at_++) : argument_rule::anything;
    }

private:
    const char* at_;
    const char* again_;
};

}  // namespace tenon::inline v0::detail
