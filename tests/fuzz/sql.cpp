// SPDX-License-Identifier: BSL-1.0
// Any bytes are a statement or an error, within bounds; what is accepted is written so that it means the same
// again.
#include <tenon/schema/fts5.hpp>
#include <tenon/schema/table.hpp>
#include <tenon/statement/parse_sql.hpp>
#include <tenon/types/types.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum class state : int { open, paid };

struct customer {
    std::int64_t id = 0;
    std::string name{};
    bool active = true;

    static constexpr auto table = tenon::table("customers", tenon::primary_key("id"), tenon::unique("name"));
};

struct order {
    std::int64_t id = 0;
    std::int64_t customer_id = 0;
    double total = 0;
    std::optional<std::string> note{};
    state status = state::open;
    std::optional<std::vector<std::byte>> photo{};

    static constexpr auto table =
        tenon::table("orders", tenon::primary_key("id"), tenon::default_("status", state::open));
};

struct memo {
    std::string title{};
    std::string body{};

    static constexpr auto table = tenon::fts5("memos");
};

using known = tenon::tables<customer, order, memo>;

void require(bool holds, std::string_view what, const std::string& text) {
    if (holds) return;
    std::fprintf(stderr, "%.*s:\n%s\n", static_cast<int>(what.size()), what.data(), text.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const tenon::parsed_sql plain = tenon::parse(text);
    const tenon::parsed_sql checked = tenon::parse<known>(text);
    require(plain || !checked, "checked without being parsed", text);
    for (const tenon::parsed_sql* wrong : {&plain, &checked})
        if (!*wrong) {
            require(!wrong->error()->message.empty(), "refused without a sentence", text);
            require(wrong->error()->message != "the statement is too large" || size > 10000,
                    "no room was left", text);
            require(
                wrong->error()->position >= 0 && wrong->error()->position <= static_cast<std::int64_t>(size),
                "placed outside of the text", text);
        }
    if (plain) {
        const tenon::parsed_sql again = tenon::parse(plain.canonical());
        require(again && again.canonical() == plain.canonical(), "formatted anew", plain.canonical());
    }
    if (checked) {
        // The library's own `SELECT * FROM (VALUES …)` becomes its columns.
        const tenon::parsed_sql again = tenon::parse<known>(checked.canonical());
        require(bool(again), "refused when parsed again", checked.canonical());
        const tenon::parsed_sql third = tenon::parse<known>(again.canonical());
        require(third && third.canonical() == again.canonical(), "checked anew", again.canonical());
    }
    return 0;
}
