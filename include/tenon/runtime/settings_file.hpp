// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/system_reason.hpp>
#include <tenon/runtime/setting_value.hpp>

#include <sys/stat.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

namespace tenon::inline v0::detail {

/// A line `key = value` of a file, and where it stands.
struct file_entry {
    std::string_view section{};
    std::string_view key{};
    std::string value{};
    int line = 0;
    bool expands = false;  // holds ${…} where other readers of .env put in another variable
};

[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_line(std::string_view file, int line,
                                                               std::string_view why) {
    refuse_setting("BAD_SETTINGS_FILE",
                   std::string(file) + ", line " + std::to_string(line) + ": " + std::string(why));
}

/// Reads a text line by line.
class line_reader {
public:
    line_reader(std::string_view text, std::string_view file) : rest_(text), file_(file) {
        if (rest_.substr(0, 3) == "\xEF\xBB\xBF") rest_.remove_prefix(3);
    }

    bool next(std::string_view& line) {
        if (rest_.empty()) return false;
        ++number_;
        const std::size_t end = rest_.find('\n');
        line = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        if (line.find('\0') != std::string_view::npos) refuse("it holds a NUL byte");
        return true;
    }

    [[nodiscard]] int number() const { return number_; }
    [[noreturn]] void refuse(std::string_view why) const { refuse(why, number_); }
    [[noreturn]] void refuse(std::string_view why, int line) const { refuse_line(file_, line, why); }

private:
    std::string_view rest_;
    std::string_view file_;
    int number_ = 0;
};

/// A value without a comment: ` #` and ` ;` end it.
inline std::string_view without_comment(std::string_view value, std::string_view marks) {
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool after_space = i == 0 || value[i - 1] == ' ' || value[i - 1] == '\t';
        if (after_space && marks.find(value[i]) != std::string_view::npos) return trimmed(value.substr(0, i));
    }
    return trimmed(value);
}

/// Reads the sections of an INI file, calling `take(file_entry)` for each entry. Throws BAD_SETTINGS_FILE.
template <class Take>
void read_ini(std::string_view text, std::string_view file, Take&& take) {
    line_reader lines(text, file);
    file_entry entry;
    bool pending = false;
    std::size_t indent = 0;  // of the entry's line: a line further in goes on with its value
    const auto hand_over = [&] {
        if (pending) take(static_cast<const file_entry&>(entry));
        pending = false;
    };
    for (std::string_view line; lines.next(line);) {
        const std::size_t own_indent = line.find_first_not_of(" \t");
        line = trimmed(line);
        if (line.empty() || line.front() == '#' || line.front() == ';') continue;
        if (pending && own_indent > indent) {
            (entry.value += '\n') += without_comment(line, "#;");
            continue;
        }
        hand_over();
        if (line.front() == '[') {
            line = without_comment(line, "#;");
            if (line.back() != ']' || line.size() < 3) lines.refuse("a section is written as [name]");
            entry.section = trimmed(line.substr(1, line.size() - 2));
            continue;
        }
        const std::size_t mark = line.find_first_of("=:");
        if (mark == std::string_view::npos || mark == 0)
            lines.refuse("neither a [section] nor `key = value`");
        entry.key = trimmed(line.substr(0, mark));
        std::string_view value = trimmed(line.substr(mark + 1));
        entry.line = lines.number();
        if (const std::size_t end = value.find('"', 1); value.substr(0, 1) == "\"" &&
                                                        end != std::string_view::npos &&
                                                        without_comment(value.substr(end + 1), "#;").empty())
            entry.value = value.substr(1, end - 1);
        else
            entry.value = without_comment(value, "#;");
        pending = true;
        indent = own_indent;
    }
    hand_over();
}

/// Reads a value of .env from behind its quote up to the next one, over as many lines as it takes.
inline void read_quoted(line_reader& lines, std::string_view rest, char quote, file_entry& entry) {
    for (std::size_t i = 0;; ++i) {
        if (i == rest.size()) {
            if (!lines.next(rest)) lines.refuse("a quote is not closed", entry.line);
            entry.value += '\n';
            i = static_cast<std::size_t>(-1);
            continue;
        }
        const char c = rest[i];
        if (c == quote) {
            if (!without_comment(rest.substr(i + 1), "#").empty())
                lines.refuse("there is more behind the closing quote");
            return;
        }
        if (c == '\\' && quote == '"' && i + 1 < rest.size()) {
            const char next = rest[++i];
            entry.value += next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
            continue;
        }
        if (quote == '"' && c == '$' && rest.substr(i + 1, 1) == "{") entry.expands = true;
        entry.value += c;
    }
}

/// Reads the variables of a `.env` file: `KEY=value`, with `export` before it or quotes around the value;
/// calls `take(file_entry)` for each. Throws BAD_SETTINGS_FILE.
template <class Take>
void read_env(std::string_view text, std::string_view file, Take&& take) {
    line_reader lines(text, file);
    for (std::string_view line; lines.next(line);) {
        line = trimmed(line);
        if (line.empty() || line.front() == '#') continue;
        if (line.substr(0, 7) == "export " || line.substr(0, 7) == "export\t") line = trimmed(line.substr(7));
        file_entry entry;
        const std::size_t mark = line.find('=');
        entry.key = trimmed(line.substr(0, mark));
        entry.line = lines.number();
        for (const char c : entry.key)
            if (!is_identifier_char(c) && c != '.' && c != '-') lines.refuse("this is not KEY=value");
        if (mark == std::string_view::npos) continue;  // only names it
        if (entry.key.empty()) lines.refuse("there is no name before `=`");
        const std::string_view value = trimmed(line.substr(mark + 1));
        if (!value.empty() && (value.front() == '"' || value.front() == '\'')) {
            read_quoted(lines, value.substr(1), value.front(), entry);
        } else {
            entry.value = without_comment(value, "#");
            entry.expands = entry.value.find("${") != std::string::npos;
        }
        take(static_cast<const file_entry&>(entry));
    }
}

/// Reads a whole file of settings; false where there is none. Throws BAD_SETTINGS_FILE where it can't be
/// read.
[[gnu::cold, gnu::noinline]] inline bool read_settings_file(const std::string& path, std::string& text) {
    constexpr std::size_t largest = 1 << 20;
    struct stat about{};
    const auto refuse = [&](const std::string& why) {
        refuse_setting("BAD_SETTINGS_FILE", path + ' ' + why);
    };
    if (::stat(path.c_str(), &about) != 0) {
        if (errno != ENOENT && errno != ENOTDIR) refuse("can't be read: " + system_reason(errno));
        return false;
    }
    if (!S_ISREG(about.st_mode)) return false;  // a directory .env is Python's
    text.resize(largest + 1);
    std::FILE* const file = std::fopen(path.c_str(), "rbe");
    if (file == nullptr) refuse("can't be read: " + system_reason(errno));
    const std::size_t size = std::fread(text.data(), 1, text.size(), file);
    const bool failed = std::ferror(file) != 0;
    std::fclose(file);
    text.resize(size);
    if (failed) refuse("can't be read");
    if (text.size() > largest) refuse("is longer than a megabyte");
    return true;
}

}  // namespace tenon::inline v0::detail
