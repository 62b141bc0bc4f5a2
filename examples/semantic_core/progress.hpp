// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <fmt/core.h>
#include <unistd.h>

#include <concepts>
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>

namespace semantic_core {

/// A count with its thousands apart: 159,895.
template <std::integral Count>
std::string grouped(Count number) {
    std::string digits = std::to_string(number);
    for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
    return digits;
}

/// A bar of so many characters for a percentage: `[####----]`.
inline std::string bar(int percent, int width) {
    const auto full = static_cast<std::size_t>(percent * width / 100);
    return '[' + std::string(full, '#') + std::string(static_cast<std::size_t>(width) - full, '-') + ']';
}

/// Shows how far a long work is: as a bar that is drawn over on a terminal, as a line per tenth elsewhere.
class progress {
public:
    progress(std::string what, std::size_t total, bool terminal = isatty(STDOUT_FILENO) == 1)
        : what_(std::move(what)), total_(total), terminal_(terminal) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() {
        if (terminal_ && shown_ >= 0) std::putchar('\n');
    }

    void show(std::size_t done) {
        const int percent = total_ == 0 ? 100 : static_cast<int>(done * 100 / total_);
        const int step = terminal_ ? percent : percent / 10;
        if (step == shown_) return;
        shown_ = step;
        if (terminal_)
            fmt::print("\r{} {} {:3} %  {} of {}", what_, bar(percent, 40), percent, grouped(done),
                       grouped(total_));
        else
            fmt::print("{}: {} of {} ({} %)\n", what_, grouped(done), grouped(total_), percent);
        std::fflush(stdout);
    }

private:
    std::string what_;
    std::size_t total_;
    bool terminal_;
    int shown_ = -1;
};

}  // namespace semantic_core
