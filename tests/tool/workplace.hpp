// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

/// What a program printed, and its exit code.
struct outcome {
    int code = -1;
    std::string text{};
};

/// A directory in which somebody works with a program from a shell. Without a program the test is skipped.
class workplace {
public:
    explicit workplace(std::string program) : program_(std::move(program)) {
        if (program_.empty()) SKIP("the examples are not built");
    }

    /// Runs the program there, with these arguments as a shell reads them.
    outcome run(const std::string& arguments = {}) const {
        return run_command("DATABASE_URL= '" + program_ + "' " + arguments);
    }

    /// Runs it in a terminal, with these settings in the environment; the test is skipped where there is no
    /// `script` that makes one.
    outcome run_in_terminal(const std::string& environment, const std::string& arguments) const {
        if (run_command("command -v script >/dev/null").code != 0) SKIP("there is no `script`");
        return run_command("DATABASE_URL= " + environment + " script -qec \"'" + program_ + "' " + arguments +
                           "\" /dev/null </dev/null");
    }

    /// What it wrote to standard error the last time.
    [[nodiscard]] std::string errors() const { return read("errors.txt"); }

    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream in(directory_ / name);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }

    /// Opens a database there, with its directory.
    [[nodiscard]] tenon::sqlite::connection open(std::string_view name) const {
        std::filesystem::create_directories(std::filesystem::path(directory_ / name).parent_path());
        return tenon::sqlite::connection(directory_ / name);
    }

    [[nodiscard]] std::string operator/(std::string_view name) const { return directory_ / name; }

private:
    outcome run_command(const std::string& line) const {
        const std::string command = "cd '" + directory_.path().string() + "' && " + line + " 2>errors.txt";
        outcome result;
        std::FILE* const pipe = popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        std::array<char, 4096> part{};
        while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe))
            result.text.append(part.data(), size);
        const int status = pclose(pipe);
        result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return result;
    }

    std::string program_;
    scratch directory_;
};
