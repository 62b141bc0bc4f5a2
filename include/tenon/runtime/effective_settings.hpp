// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/migrate/sql_text.hpp>
#include <tenon/runtime/environment.hpp>
#include <tenon/runtime/settings.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0 {

/// A setting as it is in effect.
struct effective_setting {
    std::string module_name;  // empty: of all modules
    std::string key;          // as in docs/settings.md; what only code can set is called as its field
    std::string value;        // as it can be read again; *** for what may be a secret
    std::string origin;       // "default", "code", or key, source and line: "DB_POOL_MAX in .env, line 3"

    bool operator==(const effective_setting&) const = default;
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

inline std::string text_of(std::chrono::milliseconds time) {
    const auto count = time.count();
    if (count != 0 && count % 60'000 == 0) return std::to_string(count / 60'000) + "min";
    if (count % 1000 == 0) return std::to_string(count / 1000) + "s";
    return std::to_string(count) + "ms";
}
inline std::string text_of(int number) { return std::to_string(number); }
inline std::string text_of(std::uint32_t number) { return std::to_string(number); }
inline std::string text_of(bool yes) { return yes ? "true" : "false"; }
inline std::string text_of(const std::string& text) { return text; }
inline std::string text_of(migrate_mode mode) {
    return mode == migrate_mode::apply ? "apply" : mode == migrate_mode::check ? "check" : "off";
}
inline std::string text_of(sqlite::journal_mode mode) {
    return mode == sqlite::journal_mode::wal ? "wal" : "unchanged";
}
inline std::string text_of(sqlite::synchronous_mode mode) {
    return mode == sqlite::synchronous_mode::full ? "full" : "normal";
}
inline std::string octal(unsigned mode) {
    std::string text = "0000";
    for (std::size_t i = 4; i-- > 1; mode /= 8) text[i] = static_cast<char>('0' + mode % 8);
    return text;
}

/// Calls `visit(setting, value)` with each setting that keys can set, but the place, in the order of the
/// table in docs/settings.md.
template <class Visit>
void each_setting(const settings& of, const Visit& visit) {
    visit(setting::min_readers, text_of(of.min_readers));
    visit(setting::max_readers, text_of(of.max_readers));
    visit(setting::acquire_timeout, text_of(of.acquire_timeout));
    visit(setting::idle_timeout, text_of(of.idle_timeout));
    visit(setting::life_time, text_of(of.life_time));
    visit(setting::connect_timeout, text_of(of.connect_timeout));
    visit(setting::statement_timeout, text_of(of.statement_timeout));
    visit(setting::busy_timeout, text_of(of.sqlite.busy_timeout));
    visit(setting::slow_query, text_of(of.log.slow_query));
    visit(setting::echo, text_of(of.log.echo));
    visit(setting::migrate, text_of(of.migrate));
    visit(setting::foreign_keys, text_of(of.sqlite.foreign_keys));
    visit(setting::journal, text_of(of.sqlite.journal));
    visit(setting::synchronous, text_of(of.sqlite.synchronous));
    visit(setting::defensive, text_of(of.sqlite.defensive));
    visit(setting::trusted_schema, text_of(of.sqlite.trusted_schema));
    visit(setting::cache_capacity, text_of(of.sqlite.cache_capacity));
    visit(setting::file_mode, octal(of.sqlite.file_mode));
}

/// The same of what is set for a module.
template <class Visit>
void each_setting(const module_settings& of, const Visit& visit) {
    const auto given = [&](setting what, const auto& value) {
        if (value) visit(what, text_of(*value));
    };
    given(setting::file, of.file);
    given(setting::min_readers, of.min_readers);
    given(setting::max_readers, of.max_readers);
    given(setting::acquire_timeout, of.acquire_timeout);
    given(setting::idle_timeout, of.idle_timeout);
    given(setting::life_time, of.life_time);
    given(setting::connect_timeout, of.connect_timeout);
    given(setting::statement_timeout, of.statement_timeout);
    given(setting::busy_timeout, of.busy_timeout);
    given(setting::slow_query, of.slow_query);
    given(setting::echo, of.echo);
    given(setting::migrate, of.migrate);
    given(setting::foreign_keys, of.foreign_keys);
    given(setting::journal, of.journal);
    given(setting::synchronous, of.synchronous);
}

/// The setting whose text `each_setting` yields for a key.
template <class Settings>
std::optional<std::string> text_in(const Settings& of, setting what) {
    std::optional<std::string> found;
    each_setting(of, [&](setting each, std::string value) {
        if (each == what) found = std::move(value);
    });
    return found;
}

inline setting place_of(const settings& of) { return of.file.empty() ? setting::directory : setting::file; }
inline std::string place_text(const settings& of) { return of.file.empty() ? of.directory : of.file; }

/// Reads a key once more, to see whether it is what is in effect.
struct given_again {
    static std::optional<std::string> read(const given_setting& given, setting what) {
        try {
            settings_reader reader;
            const bool own = !given.module_name.empty();
            reader.apply({given.key, given.sets, given.bare}, given.key, given.value,
                         own ? &reader.module_called(given.module_name, false) : nullptr);
            const settings read = reader.finish();
            if (own) return text_in(read.modules.front(), what);
            return what == place_of(read) && is_place(given.sets) ? place_text(read) : text_in(read, what);
        } catch (const configuration_error&) {
            return std::nullopt;
        }
    }
};

inline std::string origin_of(const settings& in, std::string_view module_name, setting what,
                             const std::string& value, const std::string& usual) {
    for (const given_setting& given : in.given)
        if (same_name(given.module_name, module_name) &&
            (given.sets == what || (is_place(given.sets) && is_place(what))) &&
            given_again::read(given, what) == value)
            return given.origin;
    return module_name.empty() && value == usual ? "default" : "code";
}

inline std::string key_of(setting what) {
    for (const setting_key& key : setting_keys)
        if (key.sets == what) return std::string(key.name.substr(own_prefix.size()));
    return {};
}

/// A value as settings.conf takes it, on one line.
inline std::string written_value(const std::string& value) {
    std::string result;
    for (const char c : value) result += is_control(c) ? '?' : c;
    const bool plain = !result.empty() && result == trimmed(std::string_view(result)) &&
                       result.front() != '"' && without_comment(result, "#;") == result;
    return plain ? result : '"' + result + '"';
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// All settings as they are in effect, in the order of docs/settings.md, then those of single modules; what
/// is known but of no use with SQLite (`POSTGRES_…`) comes last, without its value. Where code has set what a
/// source had set to the same value, the source is named.
[[gnu::cold, gnu::noinline]] inline std::vector<effective_setting> effective_settings(const settings& in) {
    std::vector<effective_setting> found;
    const settings usual;
    const auto add = [&](detail::setting what, const std::string& value, const std::string& by_default) {
        found.push_back(
            {{}, detail::key_of(what), value, detail::origin_of(in, {}, what, value, by_default)});
    };
    add(detail::place_of(in), detail::place_text(in), detail::place_text(usual));
    detail::each_setting(in, [&](detail::setting what, const std::string& value) {
        add(what, value, *detail::text_in(usual, what));
    });
    for (const schema::word which : {schema::word::rename, schema::word::drop, schema::word::narrow,
                                     schema::word::not_null, schema::word::drift, schema::word::older})
        if (in.allow.has(which))
            found.push_back({{}, "allow." + std::string(schema::name_of(which)), "true", "code"});
    if (in.allow.strict) found.push_back({{}, "allow.strict", "true", "code"});
    if (in.log.sink) found.push_back({{}, "log.sink", "a callable", "code"});
    for (const module_settings& own : in.modules)
        detail::each_setting(own, [&](detail::setting what, const std::string& value) {
            found.push_back({own.module_name, detail::key_of(what), value,
                             detail::origin_of(in, own.module_name, what, value, {})});
        });
    for (const detail::given_setting& given : in.given)
        if (given.sets == detail::setting::server_text)
            found.push_back({{}, schema::detail::lower(given.key), given.value, given.origin});
    return found;
}

/// The same as a settings.conf, each key with its origin as a comment: read again, it says the same. What no
/// key can set is a comment, and so is what is of no use.
[[gnu::cold, gnu::noinline]] inline std::string settings_text(const settings& in) {
    std::string text = "[tenon]\n";
    std::string section;
    const auto is_perhaps = [&](std::string_view name) {  // of a section that may be another part's
        for (const module_settings& each : in.modules)
            if (each.module_name == name) return !each.must_exist;
        return false;
    };
    for (const effective_setting& each : effective_settings(in)) {
        const bool own = !each.module_name.empty();
        const bool perhaps = own && is_perhaps(each.module_name);
        if (own && section != each.module_name)
            text += (perhaps ? "\n[" : "\n[tenon.") + (section = each.module_name) + "]\n";
        if (perhaps) text += detail::own_prefix;
        if (!own && detail::find_own_key(each.key).sets == detail::setting::none) text += "# ";
        text += each.key + " = " + detail::written_value(each.value) + "  # " + each.origin + '\n';
    }
    return text;
}

}  // namespace tenon::inline v0
