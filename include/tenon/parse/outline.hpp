// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/parse/lexer.hpp>

#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// How deep a text may nest, and how many operators may follow one another on one path: constant evaluation
/// has no more room.
inline constexpr int deepest_nesting = 75;
inline constexpr std::string_view deepest_words = "75";
inline constexpr int highest_tree = 120;
inline constexpr std::string_view highest_words = "120";

/// What is known of a statement before it is parsed: which one it is, and how much room its tree takes at
/// most.
struct outline {
    tree_size size{};
    int token_count = 0;
    word statement = word::none;  // SELECT, VALUES, INSERT, REPLACE, UPDATE, DELETE or nothing
    bool returns = false;         // it has RETURNING
    bool respelt = false;         // it has names with doubled quotes
    int too_deep = -1;            // where it nests too deep
    int target = -1;              // the token that names the table that it writes
};

/// How many nodes a token is made into at most, itself or as the beginning of something.
constexpr int nodes_of(const token& it) {
    switch (it.meaning) {
    case word::dot: return -1;  // a column and its table are one node
    case word::close:
    case word::semicolon:
    case word::all:
    case word::as:
    case word::distinct:
    case word::into:
    case word::on:
    case word::then:
    case word::using_:
    case word::when:
    case word::escape:
    case word::else_: return 0;
    case word::open:
    case word::from:
    case word::group:
    case word::having:
    case word::where:
    case word::offset:
    case word::over:
    case word::rows:
    case word::range:
    case word::groups:
    case word::window:
    case word::with:
    case word::values:
    case word::update:
    case word::delete_:
    case word::set:
    case word::conflict:
    case word::do_: return 2;
    case word::order:
    case word::limit:
    case word::returning: return 3;
    case word::union_:
    case word::except:
    case word::intersect:
    case word::insert:
    case word::replace: return 4;
    case word::select: return 6;
    default: return 1;
    }
}

/// Cuts a text into tokens, as many as there is room for, links each SELECT and UPDATE to its FROM, and
/// counts.
class outliner {
public:
    constexpr outliner(std::string_view sql, token* tokens, int capacity)
        : lexer_(sql), tokens_(tokens), capacity_(capacity) {}

    constexpr outline run() {
        it_.size.nodes = 8;
        for (;;) {
            const token next = lexer_.next();
            if (it_.token_count < capacity_) tokens_[it_.token_count] = next;
            if (next.kind == token_kind::end) break;
            see(next);
            before_ = next;
            ++it_.token_count;
        }
        if (it_.statement == word::values) inner_ = true;
        it_.size.queries = inner_ ? queries_ : 0;
        return it_;
    }

private:
    enum class mode : std::uint8_t { other, results, sources, values };

    struct level {
        std::int16_t first = -1;    // SELECT or VALUES
        std::int16_t current = -1;  // SELECT or UPDATE
        mode at = mode::other;
    };

    constexpr void see(const token& next) {
        if (next.meaning != word::dot || before_.kind == token_kind::word ||
            before_.kind == token_kind::quoted_name)
            it_.size.nodes += nodes_of(next);
        if (next.kind == token_kind::placeholder) ++it_.size.parameters;
        if (next.respelt) it_.respelt = true;
        if (it_.target == it_.token_count && next.meaning == word::or_) it_.target += 2;  // UPDATE OR IGNORE
        if (before_.meaning == word::in && next.meaning == word::none &&
            next.kind != token_kind::placeholder) {
            it_.size.nodes += 10;  // IN table
            ++it_.size.sources;
            ++queries_;
            ++it_.size.stars;
            inner_ = true;
        }
        if (next.meaning != word::none) see_word(next.meaning);
    }

    constexpr void see_word(word meaning) {
        level& here = levels_[depth_];
        switch (meaning) {
        case word::open: return open();
        case word::close: depth_ -= depth_ > 0 ? 1 : 0; return;
        case word::comma:
            if (here.at == mode::results) ++it_.size.outputs;
            if (here.at == mode::sources) ++it_.size.sources;
            return;
        case word::star: return see_star(here);
        case word::semicolon: here = {}; return;
        case word::select: return see_query(here, word::select);
        case word::values: return see_query(here, word::values);
        case word::from:
            if (before_.meaning == word::distinct) return;
            if (depth_ == 0 && before_.meaning == word::delete_) it_.target = it_.token_count + 1;
            if (here.current >= 0 && here.current < capacity_ && tokens_[here.current].link < 0)
                tokens_[here.current].link = index();
            ++it_.size.sources;
            here.at = mode::sources;
            return;
        case word::join: ++it_.size.sources; return;
        case word::union_:
        case word::except:
        case word::intersect:
            if (here.first >= 0 && here.first < capacity_) tokens_[here.first].compound = true;
            inner_ = true;
            here.at = mode::other;
            return;
        case word::insert:
        case word::replace:
        case word::update:
        case word::delete_: return see_write(here, meaning);
        case word::into:
            ++it_.size.sources;
            if (depth_ == 0 && it_.target < 0) it_.target = it_.token_count + 1;
            return;
        case word::returning:
            if (depth_ == 0) it_.returns = true;
            ++it_.size.outputs;
            here.at = mode::results;
            return;
        case word::where:
        case word::group:
        case word::having:
        case word::order:
        case word::limit:
        case word::set: here.at = mode::other; return;
        default: return;
        }
    }

    constexpr void open() {
        if (depth_ == deepest_nesting) {
            if (it_.too_deep < 0) it_.too_deep = it_.token_count;
            return;
        }
        const bool first_row = levels_[depth_].at == mode::values;
        if (first_row) {
            levels_[depth_].at = mode::other;
            ++it_.size.outputs;
        }
        levels_[++depth_] = {};
        if (first_row) levels_[depth_].at = mode::results;
    }

    constexpr void see_star(const level& here) {
        switch (before_.meaning) {
        case word::select:
        case word::distinct:
        case word::all:
        case word::dot:
        case word::returning: ++it_.size.stars; return;
        case word::comma: it_.size.stars += here.at == mode::results ? 1 : 0; return;
        default: return;
        }
    }

    constexpr void see_query(level& here, word meaning) {
        const bool inserted =
            depth_ == 0 && (it_.statement == word::insert || it_.statement == word::replace);
        if (meaning == word::values && inserted && here.first < 0) return;  // of an INSERT itself
        ++queries_;
        if (depth_ > 0 || inserted) inner_ = true;
        if (here.first < 0) here.first = index();
        if (meaning == word::select) ++it_.size.outputs;
        here.current = meaning == word::select ? index() : std::int16_t{-1};
        here.at = meaning == word::select ? mode::results : mode::values;
        if (depth_ == 0 && it_.statement == word::none) it_.statement = meaning;
    }

    constexpr void see_write(level& here, word meaning) {
        if (meaning == word::replace && it_.token_count > 0 && before_.meaning != word::close) return;
        if (meaning == word::update) {
            ++it_.size.sources;
            here.current = index();
            if (depth_ == 0 && it_.statement == word::none) it_.target = it_.token_count + 1;
        }
        if (depth_ == 0 && it_.statement == word::none) it_.statement = meaning;
    }

    // What stands further behind than nodes are counted is not parsed at all.
    constexpr std::int16_t index() const { return static_cast<std::int16_t>(it_.token_count & 0x7fff); }

    lexer lexer_;
    token* tokens_;
    int capacity_;
    outline it_{};
    token before_{};
    level levels_[deepest_nesting + 1]{};
    int depth_ = 0;
    int queries_ = 0;
    bool inner_ = false;
};

}  // namespace tenon::inline v0::detail
