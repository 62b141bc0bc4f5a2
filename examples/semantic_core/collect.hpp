// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "content_hash.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace semantic_core {

/// How many documents the default collection has.
inline constexpr std::size_t default_count = 566;

struct file {
    content_hash hash{};
    std::string path;
    std::string content;
};

/// The bytes of a file, or nothing if it can't be read.
inline std::optional<std::string> read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.is_open() || stream.bad()) return std::nullopt;
    return content;
}

/// Files with distinct contents: of equal ones the first, empty and unreadable ones not at all.
class collection {
public:
    void add(const std::string& path) {
        std::optional<std::string> content = read_file(path);
        if (!content) ++unreadable_;
        if (!content || content->empty()) return;
        const content_hash hash = hash_of(*content);
        if (seen_.insert(hash).second) files_.push_back({hash, path, std::move(*content)});
    }

    std::size_t size() const { return files_.size(); }
    std::size_t unreadable() const { return unreadable_; }
    std::vector<file> take() && { return std::move(files_); }

private:
    std::set<content_hash> seen_;
    std::vector<file> files_;
    std::size_t unreadable_ = 0;
};

/// The paths of all files in a folder and below, or the file itself, in order; symbolic links to folders are
/// not followed.
inline std::vector<std::string> files_below(const std::filesystem::path& root) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    std::vector<std::string> paths;
    const fs::path start = fs::absolute(root).lexically_normal();
    if (fs::is_regular_file(start, ignored)) paths.push_back(start.string());
    fs::recursive_directory_iterator entry(start, fs::directory_options::skip_permission_denied, ignored);
    for (; entry != fs::recursive_directory_iterator(); entry.increment(ignored))
        if (entry->is_regular_file(ignored)) paths.push_back(entry->path().string());
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// The entries of a folder, in order.
inline std::vector<std::filesystem::path> entries_of(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    std::vector<fs::path> paths;
    for (fs::directory_iterator entry(folder, ignored); entry != fs::directory_iterator();
         entry.increment(ignored))
        paths.push_back(entry->path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// What the given files and folders hold; throws `std::filesystem::filesystem_error` for one that is not
/// there.
inline collection collect(const std::vector<std::string>& roots) {
    collection found;
    for (const std::string& root : roots) {
        static_cast<void>(std::filesystem::canonical(root));
        for (const std::string& path : files_below(root)) found.add(path);
    }
    return found;
}

/// The copyright files of the installed packages, filled up with installed headers: those of the C library
/// for this machine and of the C++ library first, which are on every machine that can build this program.
inline collection collect_default() {
    namespace fs = std::filesystem;
    std::error_code ignored;
    collection found;
    for (const fs::path& package : entries_of("/usr/share/doc"))
        if (found.size() < default_count && fs::is_regular_file(package / "copyright", ignored))
            found.add((package / "copyright").string());

    std::vector<fs::path> roots;
    for (const fs::path& folder : entries_of("/usr/include"))
        if (folder.filename().string().find("-linux-") != std::string::npos) roots.push_back(folder);
    roots.insert(roots.end(), {"/usr/include/c++", "/usr/include", "/usr/lib/gcc"});
    for (const fs::path& root : roots) {
        if (found.size() == default_count) break;
        for (const std::string& path : files_below(root))
            if (found.size() < default_count) found.add(path);
    }
    return found;
}

}  // namespace semantic_core
