// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/suggestion.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/runtime/setting_value.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenon::inline v0::detail {

/// What a key sets.
enum class setting : std::uint8_t {
    url,
    directory,
    file,
    type,
    server_port,
    server_text,
    server_switch,
    min_readers,
    max_readers,
    acquire_timeout,
    idle_timeout,
    life_time,
    connect_timeout,
    statement_timeout,
    busy_timeout,
    slow_query,
    migrate,
    journal,
    synchronous,
    foreign_keys,
    echo,
    defensive,
    trusted_schema,
    cache_capacity,
    file_mode,
    connect_args,
    ignored,
    unsupported,
    none
};

constexpr bool is_place(setting what) {
    return what == setting::url || what == setting::file || what == setting::directory;
}

/// A key by one of its names; upper and lower case are the same.
struct setting_key {
    std::string_view name;
    setting sets;
    unit bare = unit::none;
};

inline constexpr std::string_view own_prefix = "tenon_";

/// The library's own keys come first, with `tenon_` before them; then those of other systems.
inline constexpr setting_key setting_keys[] = {
    {"tenon_database_url", setting::url},
    {"tenon_directory", setting::directory},
    {"tenon_file", setting::file},
    {"tenon_min_readers", setting::min_readers},
    {"tenon_max_readers", setting::max_readers},
    {"tenon_acquire_timeout", setting::acquire_timeout},
    {"tenon_idle_timeout", setting::idle_timeout},
    {"tenon_life_time", setting::life_time},
    {"tenon_connect_timeout", setting::connect_timeout},
    {"tenon_statement_timeout", setting::statement_timeout},
    {"tenon_busy_timeout", setting::busy_timeout},
    {"tenon_slow_query", setting::slow_query},
    {"tenon_migrate", setting::migrate},
    {"tenon_journal", setting::journal},
    {"tenon_synchronous", setting::synchronous},
    {"tenon_foreign_keys", setting::foreign_keys},
    {"tenon_echo", setting::echo},
    {"tenon_defensive", setting::defensive},
    {"tenon_trusted_schema", setting::trusted_schema},
    {"tenon_cache_capacity", setting::cache_capacity},
    {"tenon_file_mode", setting::file_mode},
    {"tenon_encryption_key", setting::unsupported},
    {"tenon_replica_url", setting::unsupported},
    {"database_url", setting::url},
    {"database_engine_echo", setting::echo},
    {"database_connect_args", setting::connect_args},
    {"database_type", setting::type},
    {"database_file", setting::file},
    {"database_directory", setting::directory},
    {"database_timeout", setting::statement_timeout, unit::seconds},
    {"database_echo", setting::echo},
    {"database_encryption_key", setting::unsupported},
    {"database_replica_url", setting::unsupported},
    {"postgres_host", setting::server_text},
    {"postgres_port", setting::server_port},
    {"postgres_db", setting::server_text},
    {"postgres_user", setting::server_text},
    {"postgres_password", setting::server_text},
    {"postgres_ssl", setting::server_switch},
    {"db_url", setting::url},
    {"db_pool_min", setting::min_readers},
    {"db_pool_max", setting::max_readers},
    {"db_idle_timeout", setting::idle_timeout, unit::milliseconds},
    {"db_min_connections", setting::min_readers},
    {"db_max_connections", setting::max_readers},
    {"db_connection_timeout", setting::connect_timeout, unit::seconds},
    {"db_statement_timeout", setting::statement_timeout, unit::seconds},
    {"db_echo", setting::echo},
};

/// Names without a prefix: of settings.conf only, where they can't be another program's.
inline constexpr setting_key plain_keys[] = {
    {"max_connections", setting::max_readers},
    {"enable_foreign_keys", setting::foreign_keys},
};

/// Names in the query of a URL, beside the library's own without `tenon_`.
inline constexpr setting_key url_keys[] = {
    {"timeout", setting::busy_timeout, unit::seconds},
    {"check_same_thread", setting::ignored},
};

template <std::size_t Size>
constexpr setting_key find_key(const setting_key (&keys)[Size], std::string_view name) {
    for (const setting_key& key : keys)
        if (same_name(key.name, name)) return key;
    return {{}, setting::none};
}

/// A key of the library by its name without `tenon_`.
constexpr setting_key find_own_key(std::string_view name) {
    for (const setting_key& key : setting_keys)
        if (key.name.substr(0, own_prefix.size()) == own_prefix &&
            same_name(key.name.substr(own_prefix.size()), name))
            return key;
    return {{}, setting::none};
}

constexpr bool has_prefix(std::string_view name, std::string_view prefix) {
    return same_name(name.substr(0, prefix.size()), prefix);
}

/// The key that a misspelt one is most like; only where it can hardly be another program's unless `any`: by
/// one letter in three behind the prefix, and no more than two.
inline std::string_view suggest_key(std::string_view name, bool any) {
    suggestion nearest(name);
    for (const setting_key& key : setting_keys) nearest.consider(key.name);
    const std::string_view best = nearest.best();
    const std::size_t letters = name.size() - (name.find('_') + 1);
    return any || edit_distance(name, best) <= (letters < 6 ? 1 : 2) ? best : std::string_view();
}

/// The same where the library's own keys stand without `tenon_`, alone or beside the others.
inline std::string_view suggest_own_key(std::string_view name, bool others) {
    suggestion nearest(name);
    for (const setting_key& key : setting_keys) {
        if (others) nearest.consider(key.name);
        if (has_prefix(key.name, own_prefix)) nearest.consider(key.name.substr(own_prefix.size()));
    }
    return nearest.best();
}

}  // namespace tenon::inline v0::detail
