// SPDX-License-Identifier: BSL-1.0
#pragma once

// Tables of all kinds, for the programs that write what is not theirs to write.
#include <tenon/core.hpp>

#include <cstdint>
#include <string>

using namespace tenon::literals;

struct person {
    std::int64_t id = 0;
    std::string first;
    std::string last;
    std::string full_name;

    static constexpr auto table = tenon::table("people", tenon::primary_key("id"), tenon::unique("first"),
                                               tenon::generated("full_name", "first || ' ' || last"));
};

struct namesake {
    std::string full_name;

    static constexpr auto table = tenon::view("namesakes", "SELECT full_name FROM people");
};

struct memo {
    std::int64_t rowid = 0;
    std::string text;

    static constexpr auto table = tenon::fts5("memos");
};

struct person_text {
    std::int64_t rowid = 0;
    std::string last;

    static constexpr auto table = tenon::fts5("person_texts", tenon::content<person>("id"));
};
