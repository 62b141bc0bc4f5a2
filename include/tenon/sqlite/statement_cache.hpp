// SPDX-License-Identifier: BSL-1.0
#pragma once
#include <tenon/statement/statement_data.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon::inline v0::sqlite {

namespace detail {

struct connection_state;
struct observation;

/// Why a leased statement may not be stepped on, or not without being seen.
enum class stop : std::uint8_t { none, observed, done, failed, ended };

/// A prepared statement and the key that it is found by.
struct cached_statement {
    cached_statement* next_in_bucket = nullptr;
    cached_statement* next = nullptr;  ///< of all that the cache holds
    sqlite3_stmt* handle = nullptr;
    std::uint64_t hash = 0;
    const char* address = nullptr;  ///< where the text was seen last; compared, never read
    connection_state* owner = nullptr;
    const std::string_view* tables = nullptr;  ///< those that `trusted` was decided for
    std::uint64_t used = 0;                    ///< the cache's count of returns when it came back
    std::uint32_t verification = 0;            ///< the owner's count when it was decided
    bool leased = false;
    detail::stop stop = detail::stop::none;
    bool trusted = false;
    bool heavy = false;  ///< more is to be done when it comes back: it holds a copy of a large value, is
                         ///< told of, or is one too many
    bool writes = false;
    bool restricted = false;                  ///< prepared as raw SQL
    bool changes_schema = false;              ///< raw SQL that may change the schema
    detail::stop fresh = detail::stop::none;  ///< of the statement before its first step
    observation* seen = nullptr;  ///< what is seen of it while it is on lease, where it is told of
    void (*tell)(cached_statement&) noexcept = nullptr;  ///< tells of it, where there is something seen
    std::string text;
};

}  // namespace detail

/// What a statement cache has done.
struct cache_counts {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t evictions = 0;
};

/// The prepared statements of one connection, the least recently used dropped first; a leased one is never
/// found or dropped.
class statement_cache {
public:
    explicit statement_cache(std::uint32_t capacity) noexcept : capacity_(capacity) {}
    statement_cache(const statement_cache&) = delete;
    statement_cache& operator=(const statement_cache&) = delete;
    ~statement_cache() {
        while (all_ != nullptr) drop(&all_);
    }

    /// Leases an idle statement of equal hash and (equal address or equal text); null where there is none.
    [[nodiscard]] detail::cached_statement* lease(const statement_data& data) noexcept {
        detail::cached_statement*& head = bucket(data.hash);
        for (auto** place = &head; *place != nullptr; place = &(*place)->next_in_bucket) {
            auto* const found = *place;
            if (found->hash != data.hash || found->leased) continue;
            if ((found->address != data.text || found->text.size() != data.size) && !same_text(*found, data))
                continue;
            *place = found->next_in_bucket;
            found->next_in_bucket = head;
            head = found;
            take(found);
            return found;
        }
        ++misses_;
        return nullptr;
    }

    /// The same where no more is to be looked at than one statement with a text at the same address.
    [[nodiscard, gnu::always_inline]] detail::cached_statement* lease_first(
        const statement_data& data, std::uint32_t verification) noexcept {
        auto* const first = bucket(data.hash);
        if (first == nullptr || first->hash != data.hash || first->leased || first->address != data.text ||
            first->text.size() != data.size || first->verification != verification ||
            first->tables != data.tables) [[unlikely]]
            return nullptr;
        take(first);
        return first;
    }

    /// Takes a newly prepared statement over, as leased; the least recently used idle one makes room.
    void adopt(detail::cached_statement* fresh) noexcept {
        auto*& head = bucket(fresh->hash);
        fresh->next_in_bucket = head;
        head = fresh;
        fresh->next = all_;
        all_ = fresh;
        take(fresh);
        ++adopted_;
        ++size_;
        trim();
    }

    /// Takes a leased statement back, reset, as the most recently used.
    [[gnu::always_inline]] void give_back(detail::cached_statement& used) noexcept {
        used.stop = detail::stop::none;
        used.leased = false;
        used.used = ++returns_;
    }

    /// The same of one with which more is to be done; one too many is finalised.
    [[gnu::cold, gnu::noinline]] void give_back_heavy(detail::cached_statement& used) noexcept {
        if (used.seen != nullptr) used.tell(used);
        sqlite3_clear_bindings(used.handle);
        used.heavy = false;
        give_back(used);
        trim();
    }

    /// Resets every leased statement, so that none can be stepped again.
    void end_leased() noexcept {
        if (leased()) [[unlikely]]
            end_each();
    }

    /// Whether a statement is on lease.
    [[nodiscard]] bool leased() const noexcept { return leases_ != returns_; }

    /// Calls with every leased statement.
    template <class Call>
    void for_each_leased(Call call) noexcept {
        for (auto* it = all_; it != nullptr; it = it->next)
            if (it->leased) call(it);
    }

    /// Resets the leased statements that are in the middle of a change; whether there was one.
    [[gnu::cold, gnu::noinline]] bool end_running_writes(bool only_look) noexcept {
        bool any = false;
        for_each_leased([&](detail::cached_statement* entry) {
            if (sqlite3_stmt_readonly(entry->handle) != 0 || sqlite3_stmt_busy(entry->handle) == 0) return;
            any = true;
            if (!only_look) end(entry);
        });
        return any;
    }

    /// Keeps at most this many statements from now on; 0 finalises each as it comes back.
    void set_capacity(std::uint32_t capacity) noexcept {
        capacity_ = capacity;
        trim();
    }

    /// Hits, misses and evictions since the connection was opened.
    [[nodiscard]] cache_counts counts() const noexcept { return {leases_ - adopted_, misses_, evictions_}; }
    /// Statements held, leased ones included.
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

private:
    [[nodiscard]] detail::cached_statement*& bucket(std::uint64_t hash) noexcept {
        return buckets_[hash % bucket_count];
    }

    /// The same text at another address: the other shared object's copy, or one composed at run time.
    [[gnu::noinline]] static bool same_text(detail::cached_statement& entry,
                                            const statement_data& data) noexcept {
        if (entry.text != data.sql()) return false;
        if (!entry.restricted) entry.address = data.text;
        return true;
    }

    void take(detail::cached_statement* entry) noexcept {
        ++leases_;
        entry->leased = true;
    }

    [[gnu::noinline]] void end_each() noexcept { for_each_leased(&end); }

    static void end(detail::cached_statement* entry) noexcept {
        sqlite3_reset(entry->handle);
        entry->stop = detail::stop::ended;
    }

    // Those on lease are looked at again when they come back.
    [[gnu::cold, gnu::noinline]] void trim() noexcept {
        while (size_ > capacity_) {
            detail::cached_statement** oldest = nullptr;
            for (auto** place = &all_; *place != nullptr; place = &(*place)->next)
                if (!(*place)->leased && (oldest == nullptr || (*place)->used < (*oldest)->used))
                    oldest = place;
            if (oldest == nullptr) break;
            drop(oldest);
            ++evictions_;
        }
        if (size_ > capacity_) for_each_leased([](detail::cached_statement* it) { it->heavy = true; });
    }

    [[gnu::cold, gnu::noinline]] void drop(detail::cached_statement** place) noexcept {
        detail::cached_statement* const entry = *place;
        *place = entry->next;
        auto** in_bucket = &bucket(entry->hash);
        while (*in_bucket != entry) in_bucket = &(*in_bucket)->next_in_bucket;
        *in_bucket = entry->next_in_bucket;
        --size_;
        sqlite3_finalize(entry->handle);
        delete entry;
    }

    static constexpr std::size_t bucket_count = 256;

    detail::cached_statement* buckets_[bucket_count] = {};
    detail::cached_statement* all_ = nullptr;  // the newest first
    std::uint32_t capacity_;
    std::uint32_t size_ = 0;
    std::uint64_t leases_ = 0;  // counts, all of them
    std::uint64_t returns_ = 0;
    std::uint64_t adopted_ = 0;
    std::uint64_t misses_ = 0;
    std::uint64_t evictions_ = 0;
};

}  // namespace tenon::inline v0::sqlite
