// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/setting_value.hpp>
#include <tenon/runtime/settings.hpp>

#include <string>
#include <string_view>

namespace tenon::inline v0::detail {

/// A module's settings, which code may have set to anything: throws BAD_SETTING for what no key would take;
/// times that are longer than ten years are ten years.
template <class = void>
[[gnu::cold, gnu::noinline]] settings checked(settings how, std::string_view module_name) {
    const auto refuse = [&](const char* name, std::string_view accepted, long long given) {
        refuse_setting("BAD_SETTING", std::string(name) + " of module `" + std::string(module_name) +
                                          "` must be " + std::string(accepted) + ", not " +
                                          std::to_string(given));
    };
    constexpr int most = 1000;
    if (how.max_readers < 1 || how.max_readers > most)
        refuse("max_readers", "from 1 to 1000", how.max_readers);
    if (how.min_readers < 0 || how.min_readers > how.max_readers)
        refuse("min_readers", "from 0 to max_readers (" + std::to_string(how.max_readers) + ')',
               how.min_readers);
    const auto check_time = [&](const char* name, std::chrono::milliseconds& time) {
        if (time.count() < 0) refuse(name, "0 or longer, in milliseconds", time.count());
        time = bounded(time);
    };
    check_time("acquire_timeout", how.acquire_timeout);
    check_time("idle_timeout", how.idle_timeout);
    check_time("life_time", how.life_time);
    check_time("connect_timeout", how.connect_timeout);
    check_time("statement_timeout", how.statement_timeout);
    check_time("busy_timeout", how.sqlite.busy_timeout);
    check_time("slow_query", how.log.slow_query);
    return how;
}

}  // namespace tenon::inline v0::detail
