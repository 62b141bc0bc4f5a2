// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/system_reason.hpp>
#include <tenon/runtime/file_place.hpp>
#include <tenon/runtime/registry.hpp>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace tenon::inline v0::detail {

/// A new directory in the system's place for temporary files, removed with all that is in it.
class temporary_directory {
public:
    temporary_directory() {
        const char* const place = std::getenv("TMPDIR");
        path_ = place != nullptr && *place != '\0' ? place : "/tmp";
        path_ += "/tenon-XXXXXX";
        if (::mkdtemp(path_.data()) == nullptr)
            refuse_place(category::connection, "CANNOT_OPEN",
                         "no temporary directory can be made at `" + path_ + "`: " + system_reason(errno));
    }
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;
    ~temporary_directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::string& place() const noexcept { return path_; }

private:
    std::string path_;
};

inline settings in_directory(settings how, const std::string& path) {
    how.directory = path;
    how.file.clear();
    for (module_settings& own : how.modules) own.file.reset();
    return how;
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// The modules' databases in a temporary directory, started: created, migrated and with their initial data.
/// The directory is removed at the end, which sessions must not outlive. A registry in everything else; files
/// on disk as in the program, so that they behave alike, and written without waiting for the disk.
template <module_type... Modules>
class test_database : detail::temporary_directory, public registry<Modules...> {
public:
    /// Throws what `registry::start` throws.
    test_database() : test_database(quick()) {}

    /// With settings of the test's own; only the places of files are not taken from them.
    explicit test_database(settings how)
        : registry<Modules...>(detail::in_directory(std::move(how), temporary_directory::place())) {
        this->start();
    }

    /// Where the files are.
    [[nodiscard]] const std::string& directory() const noexcept { return temporary_directory::place(); }

private:
    static settings quick() {
        settings how;
        how.sqlite.synchronous = sqlite::synchronous_mode::normal;
        return how;
    }
};

}  // namespace tenon::inline v0
