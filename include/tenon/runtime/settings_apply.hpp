// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/settings_reader.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace tenon::inline v0::detail {

template <class T>
void basic_settings_reader<T>::apply(const setting_key& key, std::string_view name, std::string_view value,
                                     module_settings* of) {
    value = trimmed(value);
    if (value.empty() || key.sets == setting::ignored) return;
    if (key.sets == setting::server_text) return note(key, name, "***", of);
    if (expands_)
        refuse_setting("BAD_SETTING", origin(name) +
                                          " holds ${...}, which is not replaced here: write the value "
                                          "itself, or put it into single quotes if it is meant so");
    if (!claim(key.sets, name, value, of)) return;
    note(key, name, value, of);
    const auto put = [&](auto& general, auto module_settings::* own, auto given) {
        if (of != nullptr)
            of->*own = given;
        else
            general = given;
    };
    const auto for_all = [&](auto& general, auto given) {
        if (of != nullptr)
            refuse_setting("BAD_SETTING", origin(name) + " can't differ between modules: set it for all");
        general = given;
    };
    constexpr std::pair<std::string_view, migrate_mode> migrate_modes[] = {
        {"apply", migrate_mode::apply}, {"check", migrate_mode::check}, {"off", migrate_mode::off}};
    constexpr std::pair<std::string_view, sqlite::journal_mode> journal_modes[] = {
        {"wal", sqlite::journal_mode::wal}, {"unchanged", sqlite::journal_mode::unchanged}};
    constexpr std::pair<std::string_view, sqlite::synchronous_mode> synchronous_modes[] = {
        {"full", sqlite::synchronous_mode::full}, {"normal", sqlite::synchronous_mode::normal}};
    settings& r = result_;
    using m = module_settings;
    switch (key.sets) {
    case setting::url:
    case setting::file:
    case setting::directory: return apply_place(key.sets, name, value, of);
    case setting::type: return apply_type(name, value, of);
    case setting::connect_args: return apply_connect_args(name, value, of);
    case setting::min_readers: return put(r.min_readers, &m::min_readers, number(name, value, 0, 1000));
    case setting::max_readers: return put(r.max_readers, &m::max_readers, number(name, value, 1, 1000));
    case setting::acquire_timeout:
        return put(r.acquire_timeout, &m::acquire_timeout, duration(key, name, value));
    case setting::idle_timeout: return put(r.idle_timeout, &m::idle_timeout, duration(key, name, value));
    case setting::life_time: return put(r.life_time, &m::life_time, duration(key, name, value));
    case setting::connect_timeout:
        return put(r.connect_timeout, &m::connect_timeout, duration(key, name, value));
    case setting::statement_timeout:
        return put(r.statement_timeout, &m::statement_timeout, duration(key, name, value));
    case setting::busy_timeout:
        return put(r.sqlite.busy_timeout, &m::busy_timeout, duration(key, name, value));
    case setting::slow_query: return put(r.log.slow_query, &m::slow_query, duration(key, name, value));
    case setting::migrate: return put(r.migrate, &m::migrate, choice(name, value, migrate_modes));
    case setting::journal: return put(r.sqlite.journal, &m::journal, choice(name, value, journal_modes));
    case setting::synchronous:
        return put(r.sqlite.synchronous, &m::synchronous, choice(name, value, synchronous_modes));
    case setting::foreign_keys: return put(r.sqlite.foreign_keys, &m::foreign_keys, yes_or_no(name, value));
    case setting::echo: return put(r.log.echo, &m::echo, yes_or_no(name, value));
    case setting::defensive: return for_all(r.sqlite.defensive, yes_or_no(name, value));
    case setting::trusted_schema: return for_all(r.sqlite.trusted_schema, yes_or_no(name, value));
    case setting::cache_capacity:
        return for_all(r.sqlite.cache_capacity,
                       static_cast<std::uint32_t>(number(name, value, 0, 1'000'000)));
    case setting::file_mode: {
        unsigned mode = 0;
        if (!read_mode(value, mode)) refuse_value(name, value, "permissions in octal, as in 0600");
        return for_all(r.sqlite.file_mode, mode);
    }
    case setting::server_port: static_cast<void>(number(name, value, 1, 65'535)); return;
    case setting::server_switch: static_cast<void>(yes_or_no(name, value)); return;
    case setting::unsupported:
        refuse_setting("UNSUPPORTED_SETTING",
                       origin(name) +
                           " is set, but this version neither encrypts files nor reads from replicas: "
                           "take it away, rather than believe that it does");
    case setting::server_text:
    case setting::ignored:
    case setting::none: return;
    }
}

template <class T>
void basic_settings_reader<T>::apply_place(setting sets, std::string_view name, std::string_view value,
                                           module_settings* of) {
    database_place place;
    if (sets == setting::url)
        place = read_database_url(value, origin(name));
    else if (value.find("://") != std::string_view::npos)
        refuse_value(name, value, "a path; a URL belongs into DATABASE_URL", true);
    else if (sets == setting::directory)
        place.directory = value;
    else
        place.file = value;
    for (const char c : place.file + place.directory)
        if (is_control(c)) refuse_value(name, value, "a path without control characters");
    if (!place.file.empty() && place.file.back() == '/')
        refuse_value(name, value, "the path of a file; a directory belongs into TENON_DIRECTORY");
    if (of != nullptr) {
        if (place.file.empty()) refuse_value(name, value, "the path of one file: it is of one module", true);
        of->file = place.file;
        return;
    }
    const setting all[] = {setting::url, setting::file, setting::directory};
    for (const given_key& each : given_)
        for (const setting other : all)
            if (each.sets == other && other != sets && each.module_name.empty())
                refuse_setting("CONFLICTING_SETTINGS", origin(name) + " and " + each.name +
                                                           " both say where the database is: keep one");
    place_source_ = source_number_;
    server_ = place.server;
    server_origin_ = origin(name);
    if (server_.empty()) {
        result_.file = place.file;
        if (!place.directory.empty()) result_.directory = place.directory;
        apply_query(place.query, name);
    }
}

template <class T>
void basic_settings_reader<T>::apply_query(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(part.size() < query.size() ? part.size() + 1 : part.size());
        if (part.empty()) continue;
        const std::string_view key_name = part.substr(0, part.find('='));
        std::string value;
        if (key_name.size() == part.size() || !percent_decoded(part.substr(key_name.size() + 1), value))
            refuse_setting("BAD_DATABASE_URL", origin(name) + " has a query that is not key=value&key=value");
        setting_key key = find_key(url_keys, key_name);
        if (key.sets == setting::none) key = find_own_key(key_name);
        if (key.sets == setting::none || key.sets == setting::url || key.sets == setting::file ||
            key.sets == setting::directory) {
            refuse_unknown(std::string(key_name) + " of " + std::string(name),
                           suggest_own_key(key_name, false));
        }
        in_query_ = true;
        apply(key, std::string(key_name) + " of " + std::string(name), value, nullptr);
        in_query_ = false;
    }
}

template <class T>
void basic_settings_reader<T>::apply_type(std::string_view name, std::string_view value,
                                          const module_settings* of) {
    const bool server = is_server_scheme(value);
    if (!server && !same_name(value, "sqlite") && !same_name(value, "sqlite3"))
        refuse_value(name, value, "sqlite or postgres");
    if (of != nullptr) {
        if (server) refuse_value(name, value, "sqlite where it is of one module");
        return;
    }
    type_is_server_ = server;
    type_source_ = source_number_;
    type_origin_ = origin(name);
}

// {"check_same_thread": false, "timeout": 5}: what Python's sqlite3.connect takes.
template <class T>
void basic_settings_reader<T>::apply_connect_args(std::string_view name, std::string_view json,
                                                  module_settings* of) {
    const auto refuse = [&] {
        refuse_value(name, json, R"(a JSON object with "timeout" in seconds or "check_same_thread")", true);
    };
    std::string_view rest = trimmed(json);
    if (rest.size() < 2 || rest.front() != '{' || rest.back() != '}') refuse();
    rest = trimmed(rest.substr(1, rest.size() - 2));
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos) refuse();
        const std::string_view key = trimmed(rest.substr(0, colon));
        rest.remove_prefix(colon + 1);
        const std::size_t comma = rest.find(',');
        const std::string_view value = trimmed(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : trimmed(rest.substr(comma + 1));
        if (comma != std::string_view::npos && rest.empty()) refuse();
        bool ignored = false;
        if (key == R"("timeout")" && value.find_first_not_of("0123456789.") == std::string_view::npos)
            apply({"timeout", setting::busy_timeout, unit::seconds}, "timeout of " + std::string(name), value,
                  of);
        else if (key != R"("check_same_thread")" || !read_bool(value, ignored))
            refuse();
    }
}

template <class T>
settings basic_settings_reader<T>::finish() {
    if (type_is_server_ && place_source_ <= type_source_ && server_.empty()) {
        for (const given_key& each : given_)
            if (each.sets == setting::url && place_source_ == type_source_)
                refuse_setting(
                    "CONFLICTING_SETTINGS",
                    type_origin_ + " names another kind of database than " + each.name + ": keep one");
        server_ = "a database server";
        server_origin_ = type_origin_;
    }
    if (!server_.empty())
        refuse_setting(
            "BACKEND_UNAVAILABLE",
            server_origin_ + " names " + server_ +
                ", but this version works with SQLite only: give a sqlite:// URL as DATABASE_URL in the "
                "environment, which goes before files");
    const auto check = [](int least, int most) {
        if (least > most)
            refuse_setting("BAD_SETTING",
                           "the least number of readers, " + std::to_string(least) +
                               ", is larger than the most, " + std::to_string(most) +
                               ": correct min_readers or max_readers (DB_POOL_MIN, DB_POOL_MAX)");
    };
    check(result_.min_readers, result_.max_readers);
    for (const module_settings& each : result_.modules)
        check(each.min_readers.value_or(result_.min_readers), each.max_readers.value_or(result_.max_readers));
    return std::move(result_);
}

}  // namespace tenon::inline v0::detail
