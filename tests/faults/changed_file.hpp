// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/sqlite/connection.hpp>

#include "../sqlite/scratch.hpp"
#include "commit_watch.hpp"
#include "faulty_vfs.hpp"
#include "snapshot.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A database in a file, something that changes it in one or more transactions, and what it may be found to
/// be afterwards: the states that are there after each COMMIT of an undisturbed change, and no other.
class changed_file {
public:
    changed_file(const changed_file&) = delete;
    changed_file& operator=(const changed_file&) = delete;
    virtual ~changed_file() = default;

    /// Opens the database, changes it, calls `done` when all is committed, and closes it.
    virtual void change(const std::function<void()>& done = [] {}) const = 0;

    /// Puts the database back where `change` finds it.
    void reset() const {
        remove();
        if (std::filesystem::exists(original())) std::filesystem::copy_file(original(), path());
    }

    void remove() const {
        for (const char* ending : {"", "-wal", "-journal", "-shm"}) std::filesystem::remove(path() + ending);
    }

    [[nodiscard]] std::string path() const { return directory_ / "shop.db"; }
    [[nodiscard]] std::string directory() const { return directory_.path().string(); }
    /// After how many pages the log is copied into the database, in all changes; 0: when it is closed.
    static inline int pages_in_log = 20;

    /// Lets pages be written long before the COMMIT.
    static void use_small_cache(tenon::sqlite::connection& on) {
        on.execute("PRAGMA cache_size = 5; PRAGMA wal_autocheckpoint = " + std::to_string(pages_in_log));
    }

    tenon::sqlite::connection_options& options() { return options_; }
    [[nodiscard]] const tenon::sqlite::connection_options& options() const { return options_; }

    /// How many transactions the change consists of.
    [[nodiscard]] int last() const { return static_cast<int>(states_.size()) - 1; }

    /// How many of them have happened, as the file shows when it is opened anew; fails the test where one has
    /// happened in part.
    [[nodiscard]] int found() const {
        const faulty_vfs without_syncs;
        const std::string problems = problems_of_file(path());
        if (!problems.empty()) FAIL(problems);
        const std::string now = snapshot_of_file(path());
        for (std::size_t i = states_.size(); i-- > 0;)
            if (states_[i] == now) return static_cast<int>(i);
        FAIL("a change was done in part:\n" << now);
        return -1;
    }

protected:
    explicit changed_file(tenon::sqlite::journal_mode journal) { options_.journal = journal; }

    /// Fills the database as it is before the change.
    void fill(std::string_view script) {
        tenon::sqlite::connection made(original(), options_);
        made.execute(script);
    }

    /// Notes which states the change leads through; the last thing that a constructor does.
    void watch_states() {
        reset();
        states_.push_back(snapshot_of_file(path()));
        const commit_watch watching([&](sqlite3* by) {
            const char* const file = sqlite3_db_filename(by, "main");
            if (file == nullptr || path() != file) return;
            try {
                if (std::string now = snapshot_of_file(path()); now != states_.back())
                    states_.push_back(std::move(now));
            } catch (const std::runtime_error&) {  // locked: it is becoming a file with a write-ahead log
            }
        });
        change();
    }

private:
    [[nodiscard]] std::string original() const { return directory_ / "original.db"; }

    scratch directory_;
    tenon::sqlite::connection_options options_;
    std::vector<std::string> states_;
};
