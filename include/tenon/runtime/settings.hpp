// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/error/error.hpp>
#include <tenon/log/logging.hpp>
#include <tenon/meta/clocks.hpp>
#include <tenon/meta/text.hpp>
#include <tenon/migrate/words.hpp>
#include <tenon/sqlite/connection_options.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::inline v0::detail {

enum class setting : std::uint8_t;
enum class unit : std::uint8_t;

/// What a source said of a key, as it said it.
struct given_setting {
    setting sets;
    unit bare;                  // of a number without one
    std::string module_name{};  // empty: for all
    std::string key{};
    std::string value{};
    std::string origin{};  // the key, the source and the line
};

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

/// What `start()` does about a database that is not as the program declares it: brings it there, refuses it,
/// or does not look.
enum class migrate_mode : std::uint8_t { apply, check, off };

/// What is different for one module; what is not set is as in `settings`.
struct module_settings {
    /// The module's name, whole or from its last dot on, or its database's.
    std::string module_name{};
    /// Whether a registry without such a module refuses to start: false for sections of settings.conf that
    /// may be another program part's.
    bool must_exist = true;
    /// Why such a section can't be the module's; thrown where there is a module of the name.
    std::optional<error> problem{};
    /// A path of its own for its file.
    std::optional<std::string> file{};
    std::optional<int> min_readers{};
    std::optional<int> max_readers{};
    std::optional<std::chrono::milliseconds> acquire_timeout{};
    std::optional<std::chrono::milliseconds> idle_timeout{};
    std::optional<std::chrono::milliseconds> life_time{};
    std::optional<std::chrono::milliseconds> connect_timeout{};
    std::optional<std::chrono::milliseconds> statement_timeout{};
    std::optional<std::chrono::milliseconds> busy_timeout{};
    std::optional<std::chrono::milliseconds> slow_query{};
    std::optional<migrate_mode> migrate{};
    std::optional<sqlite::journal_mode> journal{};
    std::optional<sqlite::synchronous_mode> synchronous{};
    std::optional<bool> foreign_keys{};
    std::optional<bool> echo{};
};

/// How a registry keeps its databases; the defaults are the safe ones.
struct settings {
    /// Where the modules' files are; made if it is missing.
    std::string directory = "data/database";
    /// One file for all modules, or `:memory:`; empty: a file each, in `directory`.
    std::string file{};
    /// Readers per file that are kept open even if nobody needs them; there is one writer beside them.
    int min_readers = 0;
    /// Readers per file.
    int max_readers = 10;
    /// How long a session waits for a connection before it fails with POOL_TIMEOUT; 0: not at all.
    std::chrono::milliseconds acquire_timeout{30'000};
    /// How long a connection that nobody needs stays open; 0: without end.
    std::chrono::milliseconds idle_timeout{30'000};
    /// How old a connection gets before it is replaced, each up to a tenth less, by chance; 0: without end.
    std::chrono::milliseconds life_time{std::chrono::minutes(30)};
    /// How long opening a connection may take; 0: without end.
    std::chrono::milliseconds connect_timeout{10'000};
    /// How long a statement may run before it fails with STATEMENT_TIMEOUT; 0: without end.
    std::chrono::milliseconds statement_timeout{30'000};
    /// What `start()` does about a database that is not as declared.
    migrate_mode migrate = migrate_mode::apply;
    /// What it may do that loses something, or goes back: see docs/migrations.md.
    schema::words allow{};
    /// Journal, durability, busy timeout, permissions, statement cache.
    sqlite::connection_options sqlite{};
    /// Who is told of statements and sessions.
    logging log{};
    /// What is different for single modules.
    std::vector<module_settings> modules{};
    /// What was read, and from where, for `effective_settings`.
    std::vector<detail::given_setting> given{};

    /// What is different for a module, to be filled in; added where there is nothing yet.
    template <class = void>
    module_settings& of(std::string_view module_name) {
        for (module_settings& each : modules)
            if (each.module_name == module_name) return each;
        modules.emplace_back().module_name = module_name;
        return modules.back();
    }

    /// These settings as they are for a module: `name` is the whole one, `database` its file's. Throws what
    /// is wrong with its section of settings.conf.
    template <class = void>
    [[nodiscard]] settings for_module(std::string_view name, std::string_view database) const;

    /// The settings that surround the program: the environment, before it `.env` and `settings.conf` in the
    /// working directory; see docs/settings.md. Throws `configuration_error`, which names the key.
    template <class = void>
    static settings from_environment();

    /// The defaults with the place, and what else a database URL says: `sqlite:///relative/file.db`,
    /// `sqlite:////absolute/file.db`, a directory with a slash at its end, `sqlite://` for one in memory.
    /// Throws `configuration_error` BAD_DATABASE_URL or BACKEND_UNAVAILABLE.
    template <class = void>
    static settings from_url(std::string_view url);
};

}  // namespace tenon::inline v0

namespace tenon::inline v0::detail {

inline bool names_module(std::string_view given, std::string_view name, std::string_view database) {
    return same_name(given, name) || same_name(given, database) ||
           same_name(given, name.substr(name.rfind('.') + 1));
}

}  // namespace tenon::inline v0::detail

namespace tenon::inline v0 {

template <class>
settings settings::for_module(std::string_view name, std::string_view database) const {
    settings result = *this;
    result.modules.clear();
    const auto put = [](auto& to, const auto& own) {
        if (own) to = *own;
    };
    for (const module_settings& own : modules) {
        if (!detail::names_module(own.module_name, name, database)) continue;
        if (own.problem) raise(*own.problem);
        put(result.file, own.file);
        put(result.min_readers, own.min_readers);
        put(result.max_readers, own.max_readers);
        put(result.acquire_timeout, own.acquire_timeout);
        put(result.idle_timeout, own.idle_timeout);
        put(result.life_time, own.life_time);
        put(result.connect_timeout, own.connect_timeout);
        put(result.statement_timeout, own.statement_timeout);
        put(result.sqlite.busy_timeout, own.busy_timeout);
        put(result.sqlite.journal, own.journal);
        put(result.sqlite.synchronous, own.synchronous);
        put(result.sqlite.foreign_keys, own.foreign_keys);
        put(result.migrate, own.migrate);
        put(result.log.slow_query, own.slow_query);
        put(result.log.echo, own.echo);
    }
    return result;
}

}  // namespace tenon::inline v0
