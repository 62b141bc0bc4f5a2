// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/settings_apply.hpp>
#include <tenon/runtime/settings_file.hpp>
#include <tenon/runtime/settings_reader.hpp>

#include <unistd.h>

#include <string>
#include <string_view>

namespace tenon::inline v0 {

/// Where settings are read from; what a later one says goes before what an earlier one says.
struct settings_sources {
    /// An INI file; empty: none. The default one may be missing.
    std::string settings_file = "settings.conf";
    /// A file of variables; empty: none. The default one may be missing.
    std::string env_file = ".env";
    /// The process's environment.
    bool environment = true;
};

/// Reads the settings that surround the program, over those given: `settings.conf`, then `.env`, both in the
/// working directory, then the environment. Throws `configuration_error` BAD_SETTING, BAD_DATABASE_URL,
/// UNKNOWN_SETTING, CONFLICTING_SETTINGS, BAD_SETTINGS_FILE, UNSUPPORTED_SETTING or BACKEND_UNAVAILABLE,
/// which name the key and what it takes.
template <class = void>
[[gnu::cold, gnu::noinline]] settings load_settings(const settings_sources& sources = {},
                                                    settings defaults = {}) {
    detail::settings_reader reader(std::move(defaults));
    std::string text;
    const auto found = [&](const std::string& path, std::string_view usual) {
        if (path.empty()) return false;
        if (detail::read_settings_file(path, text)) return true;
        if (path != usual)
            detail::refuse_setting("BAD_SETTINGS_FILE", "there is no file " + detail::shown(path));
        return false;
    };
    if (found(sources.settings_file, "settings.conf")) {
        reader.begin_source(sources.settings_file);
        reader.read_ini_text(text);
    }
    if (found(sources.env_file, ".env")) {
        reader.begin_source(sources.env_file);
        reader.read_env_text(text);
    }
    if (sources.environment) {
        reader.begin_source("the environment");
        for (char** each = environ; each != nullptr && *each != nullptr; ++each) {
            const std::string_view variable = *each;
            const std::size_t mark = variable.find('=');
            if (mark != std::string_view::npos)
                reader.read_variable(variable.substr(0, mark), variable.substr(mark + 1));
        }
    }
    return reader.finish();
}

#if defined(TENON_COMPILED)
extern template settings load_settings<>(const settings_sources&, settings);
#endif

template <class>
settings settings::from_environment() {
    return load_settings();
}

template <class>
settings settings::from_url(std::string_view url) {
    detail::settings_reader reader;
    reader.read_url(url);
    return reader.finish();
}

}  // namespace tenon::inline v0
