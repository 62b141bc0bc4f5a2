// SPDX-License-Identifier: BSL-1.0
#include <tenon/meta/text.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using tenon::detail::same_name;
using tenon::detail::text_writer;

static_assert(same_name("Total", "tOTAL") && same_name("", ""));
static_assert(!same_name("total", "totals") && !same_name("a", "b"));
// '@' and '`', '[' and '{' differ by the bit that tells cases of letters apart.
static_assert(!same_name("a@", "a`") && !same_name("[", "{"));
static_assert(same_name("größe", "GRößE") && !same_name("größe", "grÖßE"));

static_assert(tenon::detail::is_identifier_char('_') && tenon::detail::is_identifier_char('\xc3'));
static_assert(!tenon::detail::is_identifier_char('$') && !tenon::detail::is_identifier_char(' '));
static_assert(tenon::detail::is_digit('0') && !tenon::detail::is_digit('a'));

namespace {

struct greeting {
    static constexpr void print(text_writer& out) {
        out.put("say ");
        out.put_quoted("say \"hi\"");
    }
};

struct nothing {
    static constexpr void print(text_writer&) {}
};

std::string quoted(std::string_view name) {
    text_writer measure;
    measure.put_quoted(name);
    std::string text(measure.size(), '?');
    text_writer writer(text.data(), text.size());
    writer.put_quoted(name);
    return text;
}

}  // namespace

static_assert(tenon::detail::printed<greeting>.view() == R"(say "say ""hi""")");
static_assert(tenon::detail::printed<nothing>.view().empty());
static_assert(tenon::detail::printed<greeting>.data[tenon::detail::printed<greeting>.view().size()] == '\0');

TEST_CASE("a name in quotes has its own quotes doubled") {
    CHECK(quoted("") == R"("")");
    CHECK(quoted("plain") == R"("plain")");
    CHECK(quoted("\"") == R"("""")");
    CHECK(quoted("a\"\"b") == R"("a""""b")");
    CHECK(quoted("größe") == R"("größe")");
}

TEST_CASE("names and texts without an address are empty ones") {
    const std::string_view nothing, empty = "";
    CHECK(tenon::detail::same_name(nothing, nothing));
    CHECK(tenon::detail::same_name(nothing, empty));
    char room[8]{};
    tenon::detail::text_writer out(room, sizeof room);
    out.put(nothing);
    out.put_quoted(nothing);
    CHECK(std::string_view(room, out.size()) == "\"\"");
}
