// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tenon/meta/clocks.hpp>

#include <cstdint>

namespace tenon::inline v0::sqlite {

/// What a connection may do with its file: `create` makes it where it is missing, the others refuse.
enum class access_mode : std::uint8_t { read_only, read_write, create };

/// The journal of the file: write-ahead logging, or as the file has it.
enum class journal_mode : std::uint8_t { wal, unchanged };

/// When a commit reaches the disk: `full` survives a power cut, `normal` may lose the last commits (never
/// consistency).
enum class synchronous_mode : std::uint8_t { normal, full };

/// How a connection is opened; the defaults are the safe ones.
struct connection_options {
    access_mode access = access_mode::create;
    journal_mode journal = journal_mode::wal;
    synchronous_mode synchronous = synchronous_mode::full;
    /// How long a statement waits for another connection's lock before it fails with BUSY.
    std::chrono::milliseconds busy_timeout{30'000};
    bool foreign_keys = true;
    /// Refuses what could damage the file through SQL alone (writable_schema, journal_mode=off, shadow
    /// tables).
    bool defensive = true;
    /// Lets views, triggers and CHECKs in the file call functions that have side effects.
    bool trusted_schema = false;
    /// Prepared statements kept for the next use.
    std::uint32_t cache_capacity = 128;
    /// Permissions of a file that is created (less the umask); SQLite gives its -wal and -shm files the same.
    unsigned file_mode = 0600;
};

}  // namespace tenon::inline v0::sqlite
