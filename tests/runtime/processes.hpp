// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <string_view>

/// Runs a function in a process of its own, which exits with 0, or with 1 where it throws.
template <class Work>
pid_t fork_child(Work work) {
    const pid_t child = fork();
    if (child < 0) std::abort();
    if (child > 0) return child;
    int result = 0;
    try {
        work();
    } catch (const std::exception& error) {
        const std::string_view what = error.what();
        [[maybe_unused]] const auto written = write(STDERR_FILENO, what.data(), what.size());
        result = 1;
    }
    _exit(result);
}

/// Waits for a process to end.
inline int status_of(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, 0) != child) std::abort();
    return status;
}

template <class Work>
int run_in_child(Work work) {
    return status_of(fork_child(work));
}

inline bool was_killed(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL; }

/// Lets processes begin together: they wait until the parent, and each of them, has closed its writing end.
class starting_line {
public:
    starting_line() {
        if (pipe(ends_) != 0) std::abort();
    }
    starting_line(const starting_line&) = delete;
    starting_line& operator=(const starting_line&) = delete;
    ~starting_line() {
        close(ends_[0]);
        go();
    }
    void wait() {
        go();
        char nothing = 0;
        while (read(ends_[0], &nothing, 1) > 0) {
        }
    }
    void go() {
        if (ends_[1] >= 0) close(ends_[1]);
        ends_[1] = -1;
    }

private:
    int ends_[2] = {-1, -1};
};
