// SPDX-License-Identifier: BSL-1.0
// The readers of settings take whatever a file, a variable or a URL holds: they read it, or throw a
// configuration_error that shows nothing of a password. The first byte chooses the reader.
#include <tenon/runtime/environment.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view secret = "hunter2";

void check(const tenon::settings& read) {
    if (read.min_readers < 0 || read.max_readers < read.min_readers || read.max_readers > 1000) std::abort();
    if (read.sqlite.busy_timeout.count() < 0 || read.idle_timeout.count() < 0) std::abort();
    if (read.file.find('\0') != std::string::npos || read.directory.empty()) std::abort();
}

template <class Read>
void attempt(Read read, bool holds_secret) {
    try {
        tenon::detail::settings_reader reader;
        reader.begin_source("here");
        read(reader);
        check(reader.finish());
    } catch (const tenon::configuration_error& refused) {
        const std::string& line = refused.details().message;
        if (line.empty() || (holds_secret && line.find(secret) != std::string_view::npos)) std::abort();
        for (const char c : line)
            if (static_cast<unsigned char>(c) < ' ' || c == 127) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    using reader = tenon::detail::settings_reader;
    switch (data[0] % 4) {
    case 0: attempt([&](reader& to) { to.read_env_text(text); }, false); break;
    case 1: attempt([&](reader& to) { to.read_ini_text(text); }, false); break;
    case 2: attempt([&](reader& to) { to.read_url(text); }, false); break;
    default: {
        const std::size_t mark = text.find('=');
        if (mark != std::string_view::npos)
            attempt([&](reader& to) { to.read_variable(text.substr(0, mark), text.substr(mark + 1)); },
                    false);
        // A password in a URL, between what the fuzzer makes up.
        std::string url = "postgresql://";
        ((url += text.substr(0, text.size() / 2)) += ":hunter2@") += text.substr(text.size() / 2);
        constexpr std::string_view keys[] = {"DATABASE_URL", "DATABASE_FILE", "DATABASE_TYPE", "DB_POOL_MAX",
                                             "TENON_JOURNAL"};
        if (text.find(secret) == std::string_view::npos)
            attempt([&](reader& to) { to.read_variable(keys[data[0] / 4 % 5], url); }, true);
    }
    }
    return 0;
}
