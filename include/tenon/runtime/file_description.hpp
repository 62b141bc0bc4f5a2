// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/sqlite/connection.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// A file that a module reads beside its own.
struct attachment {
    std::string path;
    std::string schema;
};

/// What a module's sessions want of a connection to its file.
struct file_use {
    std::string_view module_name;
    std::uint64_t attached = 0;  // bits: the other files
};

/// A file, and what its connections need.
struct file_description {
    std::string path;
    std::string directory;  // that the file must be in; empty: anywhere
    bool in_memory = false;
    bool one_file = false;  // of all modules
    std::vector<attachment> attached;
    std::vector<std::string_view> modules;                 // all of the program's
    std::vector<void (*)(sqlite::connection&)> functions;  // add those of the file's modules
};

/// Throws an error of a session that can't be opened.
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_session(error what, const file_use& use,
                                                                  std::string_view purpose) {
    what.purpose = purpose;
    what.module_name = use.module_name;
    raise(std::move(what));
}
[[noreturn, gnu::cold, gnu::noinline]] inline void refuse_session(category kind, const char* code,
                                                                  const char* message, const file_use& use,
                                                                  std::string_view purpose) {
    error what;
    what.category = kind;
    what.code = code;
    what.message = message;
    refuse_session(std::move(what), use, purpose);
}

}  // namespace tenon::inline v0::detail
