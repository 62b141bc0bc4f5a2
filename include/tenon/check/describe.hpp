// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/ast/tree.hpp>
#include <tenon/meta/message.hpp>
#include <tenon/meta/suggestion.hpp>

#include <string_view>

namespace tenon::inline v0::detail {

/// A type in words: a domain's name, or its storage's.
constexpr std::string_view describe_type(const sql_type& type) {
    return type.meaning != nullptr ? type.meaning->name : storage_name(type.storage);
}

constexpr void describe_node(message& words, const tree& t, int index) {
    const node& n = t.nodes[index];
    switch (n.code) {
    case op::column:
        words << "`";
        if (!n.qualifier.empty()) words << n.qualifier << ".";
        words << n.text << "`";
        return;
    case op::placeholder: words << "`:" << n.text << "`"; return;
    case op::literal: words << n.text; return;
    case op::call: words << n.text << "()"; return;
    case op::captured: words << "the value"; return;
    default: words << "the expression";
    }
}

constexpr void suggest(message& words, const suggestion& nearest) {
    if (!nearest.best().empty()) (words << "; did you mean ").name(nearest.best()) << "?";
}

}  // namespace tenon::inline v0::detail
