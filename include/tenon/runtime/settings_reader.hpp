// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>
#include <tenon/runtime/database_url.hpp>
#include <tenon/runtime/setting_keys.hpp>
#include <tenon/runtime/setting_value.hpp>
#include <tenon/runtime/settings.hpp>
#include <tenon/runtime/settings_file.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon::inline v0::detail {

/// Gathers settings from one source after the other: what a later one says stands. Within one source two keys
/// must not say different things.
template <class = void>
class basic_settings_reader {
public:
    explicit basic_settings_reader(settings from = {}) : result_(std::move(from)) {}

    /// From now on entries are of another source, as messages call it.
    void begin_source(std::string_view name) {
        source_ = name;
        ++source_number_;
        given_.clear();
    }

    /// Takes the variables of a `.env` file's text.
    void read_env_text(std::string_view text) {
        read_env(text, source_, [this](const file_entry& entry) {
            line_ = entry.line;
            expands_ = entry.expands;
            take_prefixed(entry.key, entry.value, true);
            expands_ = false;
            line_ = 0;
        });
    }

    /// Takes the entries of a settings.conf's text.
    void read_ini_text(std::string_view text) {
        read_ini(text, source_, [this](const file_entry& entry) {
            line_ = entry.line;
            take_from_section(entry);
            line_ = 0;
        });
    }

    /// Takes a variable of the environment; another program's are left alone.
    void read_variable(std::string_view name, std::string_view value) { take_prefixed(name, value, false); }

    /// Takes a database's URL.
    void read_url(std::string_view url) {
        if (trimmed(url).empty()) read_database_url(url, "the URL");  // refuses it
        apply({"database_url", setting::url}, "the URL", url, nullptr);
    }

    /// What all sources together say. Throws what is wrong with the whole of it.
    settings finish();

private:
    struct given_key {
        std::string module_name;
        setting sets;
        std::string name;
        std::string value;
    };

    [[nodiscard]] std::string origin(std::string_view key) const {
        std::string text(key);
        if (!source_.empty()) (text += " in ") += source_;
        if (line_ != 0) (text += ", line ") += std::to_string(line_);
        return text;
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_value(std::string_view key, std::string_view value,
                                                             std::string_view accepted,
                                                             bool secret = false) const {
        std::string message = origin(key) + " must be " + std::string(accepted);
        const bool url = value.find('@') != value.npos || value.find("://") != value.npos;
        if (!secret && !in_query_) message += ", not " + shown(url ? without_secrets(value) : value);
        refuse_setting("BAD_SETTING", std::move(message));
    }

    [[noreturn, gnu::cold, gnu::noinline]] void refuse_unknown(std::string_view key,
                                                               std::string_view meant) const {
        std::string message = "there is no setting " + origin(shown(key));
        if (!meant.empty()) ((message += "; did you mean `") += meant) += "`?";
        refuse_setting("UNKNOWN_SETTING", std::move(message));
    }

    // TENON_USER_MANAGER__MAX_READERS is max_readers of the module user_manager.
    void take_prefixed(std::string_view name, std::string_view value, bool in_file) {
        const bool own = has_prefix(name, own_prefix);
        if (!own && !has_prefix(name, "db_") && !has_prefix(name, "database_") &&
            !has_prefix(name, "postgres_"))
            return;
        if (const setting_key key = find_key(setting_keys, name); key.sets != setting::none)
            return apply(key, name, value, nullptr);
        if (const std::size_t mark = name.rfind("__");
            own && mark != std::string_view::npos && mark > own_prefix.size()) {
            const setting_key key = find_own_key(name.substr(mark + 2));
            if (key.sets == setting::none)
                refuse_unknown(name, suggest_own_key(name.substr(mark + 2), false));
            return apply(key, name, value,
                         &module_called(name.substr(own_prefix.size(), mark - own_prefix.size()), true));
        }
        const bool ours = own || (in_file && !has_prefix(name, "postgres_"));
        const std::string_view meant = suggest_key(name, ours);
        if (ours || !meant.empty()) refuse_unknown(name, meant);
    }

    void take_from_section(const file_entry& entry) {
        const bool general = entry.section.empty() || same_name(entry.section, "default");
        const bool own = same_name(entry.section, "tenon") || same_name(entry.section, "database");
        const bool own_module = has_prefix(entry.section, "tenon.");
        setting_key key = find_key(setting_keys, entry.key);
        if (key.sets == setting::none) key = find_key(plain_keys, entry.key);
        if (key.sets == setting::none && (own || own_module)) key = find_own_key(entry.key);
        if (general || own) {
            if (key.sets != setting::none) return apply(key, entry.key, entry.value, nullptr);
            if (!own) return take_prefixed(entry.key, entry.value, true);
            refuse_unknown(entry.key, suggest_own_key(entry.key, true));
        }
        if (own_module) {
            if (key.sets == setting::none) refuse_unknown(entry.key, suggest_own_key(entry.key, true));
            return apply(key, entry.key, entry.value,
                         &module_called(entry.section.substr(own_prefix.size()), true));
        }
        if (key.sets == setting::none) return;
        module_settings& perhaps = module_called(entry.section, false);
        try {
            apply(key, entry.key, entry.value, &perhaps);
        } catch (const configuration_error& refused) {  // unless it is another part's of the program
            if (!perhaps.problem) perhaps.problem = refused.details();
        }
    }

    module_settings& module_called(std::string_view name, bool must_exist) {
        for (module_settings& each : result_.modules)
            if (same_name(each.module_name, name))
                return each.must_exist = each.must_exist || must_exist, each;
        module_settings& fresh = result_.modules.emplace_back();
        fresh.module_name = name;
        fresh.must_exist = must_exist;
        return fresh;
    }

    // What an earlier source said of it is forgotten: of the place whatever it was.
    void note(const setting_key& key, std::string_view name, std::string_view value,
              const module_settings* of) {
        const std::string_view module_name =
            of != nullptr ? std::string_view(of->module_name) : std::string_view();
        const auto same = [&](const given_setting& other) {
            return other.module_name == module_name &&
                   (is_place(key.sets) ? is_place(other.sets)
                                       : other.sets == key.sets &&
                                             (key.sets != setting::server_text || other.key == key.name));
        };
        std::vector<given_setting>& given = result_.given;
        std::erase_if(given, same);
        given.push_back({key.sets, key.bare, std::string(module_name), std::string(key.name),
                         std::string(value), origin(name)});
    }

    // Whether this is the first in its source to set it.
    bool claim(setting sets, std::string_view name, std::string_view value, const module_settings* of) {
        const std::string_view module_name =
            of != nullptr ? std::string_view(of->module_name) : std::string_view();
        for (const given_key& each : given_) {
            if (each.sets != sets || each.module_name != module_name) continue;
            if (each.value == value) return false;
            refuse_setting("CONFLICTING_SETTINGS",
                           (same_name(each.name, name) ? origin(name) + " is given twice, with"
                                                       : origin(name) + " and " + each.name + " have") +
                               " different values: keep one");
        }
        given_.push_back({std::string(module_name), sets, std::string(name), std::string(value)});
        return true;
    }

    friend struct given_again;

    void apply(const setting_key& key, std::string_view name, std::string_view value, module_settings* of);
    void apply_place(setting sets, std::string_view name, std::string_view value, module_settings* of);
    void apply_query(std::string_view query, std::string_view name);
    void apply_connect_args(std::string_view name, std::string_view json, module_settings* of);
    void apply_type(std::string_view name, std::string_view value, const module_settings* of);

    int number(std::string_view name, std::string_view value, std::int64_t least, std::int64_t most) const {
        std::int64_t result = 0;
        if (!read_number(value, most, result) || result < least)
            refuse_value(name, value,
                         "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return static_cast<int>(result);
    }
    bool yes_or_no(std::string_view name, std::string_view value) const {
        bool result = false;
        if (!read_bool(value, result)) refuse_value(name, value, "true or false (or 1/0, yes/no, on/off)");
        return result;
    }
    std::chrono::milliseconds duration(const setting_key& key, std::string_view name,
                                       std::string_view value) const {
        std::chrono::milliseconds result{};
        if (!read_duration(value, key.bare, result))
            refuse_value(name, value,
                         key.bare == unit::none ? "a duration with its unit: 500ms, 30s, 5min, 1h"
                         : key.bare == unit::milliseconds
                             ? "a number of milliseconds, or a duration: 500ms, 30s, 5min"
                             : "a number of seconds, or a duration: 500ms, 30s, 5min");
        return result;
    }
    template <class T, std::size_t Size>
    T choice(std::string_view name, std::string_view value,
             const std::pair<std::string_view, T> (&choices)[Size]) const {
        std::string accepted = "one of";
        for (const auto& [word, each] : choices) {
            if (same_name(word, value)) return each;
            ((accepted += ' ') += word) += ',';
        }
        accepted.pop_back();
        refuse_value(name, value, accepted);
    }

    settings result_;
    std::string source_;
    int source_number_ = 0;
    int line_ = 0;
    bool expands_ = false;
    bool in_query_ = false;  // of a URL, which is shown nowhere
    std::vector<given_key> given_;
    std::string server_{};  // a place that this version can't use, unless a later source gives another
    std::string server_origin_{};
    std::string type_origin_{};
    int place_source_ = 0;
    int type_source_ = 0;
    bool type_is_server_ = false;
};
using settings_reader = basic_settings_reader<>;

}  // namespace tenon::inline v0::detail
