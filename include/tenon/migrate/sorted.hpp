// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tenon::inline v0::schema::detail {

/// Sorts texts, by a heap: <algorithm> would cost every program that starts a registry more than this file's
/// folder.
template <class = void>
void sort(std::vector<std::string>& texts) {
    const auto sink = [&texts](std::size_t at, std::size_t size) {
        for (std::size_t child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && texts[child] < texts[child + 1]) ++child;
            if (texts[child] <= texts[at]) return;
            texts[at].swap(texts[child]);
            at = child;
        }
    };
    for (std::size_t at = texts.size() / 2; at-- > 0;) sink(at, texts.size());
    for (std::size_t size = texts.size(); size > 1;) {
        texts[0].swap(texts[--size]);
        sink(0, size);
    }
}

/// Which of the sorted texts are not among the others, sorted likewise; each as often as it is there more
/// often.
template <class = void>
std::vector<std::string> only_in(const std::vector<std::string>& texts,
                                 const std::vector<std::string>& others) {
    std::vector<std::string> result;
    std::size_t at = 0;
    for (const std::string& text : texts) {
        while (at < others.size() && others[at] < text) ++at;
        if (at < others.size() && others[at] == text)
            ++at;
        else
            result.push_back(text);
    }
    return result;
}

}  // namespace tenon::inline v0::schema::detail
