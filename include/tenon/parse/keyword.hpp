// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/text.hpp>
#include <tenon/parse/word.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

struct keyword {
    const char* text;  // lower case
    std::uint8_t size;
    word meaning;
};

// Sorted by the first letter.
inline constexpr keyword keywords[] = {
    {"and", 3, word::and_},
    {"as", 2, word::as},
    {"asc", 3, word::asc},
    {"all", 3, word::all},
    {"add", 3, word::reserved},
    {"abort", 5, word::abort},
    {"alter", 5, word::reserved},
    {"autoincrement", 13, word::reserved},
    {"by", 2, word::by},
    {"between", 7, word::between},
    {"case", 4, word::case_},
    {"cast", 4, word::cast},
    {"cross", 5, word::cross},
    {"check", 5, word::reserved},
    {"collate", 7, word::collate},
    {"current", 7, word::current},
    {"conflict", 8, word::conflict},
    {"create", 6, word::reserved},
    {"commit", 6, word::reserved},
    {"constraint", 10, word::reserved},
    {"current_date", 12, word::current_date},
    {"current_time", 12, word::current_time},
    {"current_timestamp", 17, word::current_timestamp},
    {"desc", 4, word::desc},
    {"distinct", 8, word::distinct},
    {"do", 2, word::do_},
    {"delete", 6, word::delete_},
    {"default", 7, word::default_},
    {"drop", 4, word::reserved},
    {"deferrable", 10, word::reserved},
    {"end", 3, word::end},
    {"else", 4, word::else_},
    {"exists", 6, word::exists},
    {"except", 6, word::except},
    {"escape", 6, word::escape},
    {"exclude", 7, word::exclude},
    {"from", 4, word::from},
    {"false", 5, word::false_},
    {"filter", 6, word::filter},
    {"first", 5, word::first},
    {"full", 4, word::full},
    {"fail", 4, word::fail},
    {"following", 9, word::following},
    {"foreign", 7, word::reserved},
    {"group", 5, word::group},
    {"glob", 4, word::glob},
    {"groups", 6, word::groups},
    {"having", 6, word::having},
    {"is", 2, word::is},
    {"in", 2, word::in},
    {"into", 4, word::into},
    {"insert", 6, word::insert},
    {"inner", 5, word::inner},
    {"intersect", 9, word::intersect},
    {"isnull", 6, word::isnull},
    {"ignore", 6, word::ignore},
    {"indexed", 7, word::indexed},
    {"index", 5, word::reserved},
    {"join", 4, word::join},
    {"left", 4, word::left},
    {"limit", 5, word::limit},
    {"like", 4, word::like},
    {"last", 4, word::last},
    {"match", 5, word::match},
    {"materialized", 12, word::materialized},
    {"not", 3, word::not_},
    {"null", 4, word::null},
    {"nulls", 5, word::nulls},
    {"no", 2, word::no},
    {"nothing", 7, word::nothing},
    {"notnull", 7, word::notnull},
    {"natural", 7, word::natural},
    {"on", 2, word::on},
    {"or", 2, word::or_},
    {"order", 5, word::order},
    {"over", 4, word::over},
    {"offset", 6, word::offset},
    {"outer", 5, word::outer},
    {"others", 6, word::others},
    {"partition", 9, word::partition},
    {"preceding", 9, word::preceding},
    {"primary", 7, word::reserved},
    {"recursive", 9, word::recursive},
    {"returning", 9, word::returning},
    {"right", 5, word::right},
    {"rows", 4, word::rows},
    {"row", 3, word::row},
    {"range", 5, word::range},
    {"replace", 7, word::replace},
    {"regexp", 6, word::regexp},
    {"rollback", 8, word::rollback},
    {"raise", 5, word::raise},
    {"references", 10, word::reserved},
    {"select", 6, word::select},
    {"set", 3, word::set},
    {"then", 4, word::then},
    {"true", 4, word::true_},
    {"ties", 4, word::ties},
    {"to", 2, word::reserved},
    {"table", 5, word::reserved},
    {"transaction", 11, word::reserved},
    {"union", 5, word::union_},
    {"update", 6, word::update},
    {"using", 5, word::using_},
    {"unbounded", 9, word::unbounded},
    {"unique", 6, word::reserved},
    {"values", 6, word::values},
    {"where", 5, word::where},
    {"when", 4, word::when},
    {"with", 4, word::with},
    {"window", 6, word::window},
};

struct keyword_index {
    std::uint8_t begin[27]{};

    constexpr keyword_index() {
        std::uint8_t next = 0;
        for (int letter = 0; letter < 27; ++letter) {
            while (next < sizeof keywords / sizeof *keywords && keywords[next].text[0] - 'a' < letter) ++next;
            begin[letter] = next;
        }
    }
};

inline constexpr keyword_index keywords_by_letter;

/// The keyword that a word is, in whatever case.
constexpr word find_keyword(std::string_view text) {
    const std::size_t size = text.size();
    const int letter = ascii_lower(text[0]) - 'a';
    if (letter < 0 || letter > 25 || size < 2 || size > 17) return word::none;
    const char second = ascii_lower(text[1]);
    const int end = keywords_by_letter.begin[letter + 1];
    for (int i = keywords_by_letter.begin[letter]; i < end; ++i) {
        const keyword& k = keywords[i];
        if (k.size != size || k.text[1] != second) continue;
        std::size_t at = 2;
        while (at < size && ascii_lower(text[at]) == k.text[at]) ++at;
        if (at == size) return k.meaning;
    }
    return word::none;
}

}  // namespace tenon::inline v0::detail
