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

/// A place in one of a cache's two lists.
struct list_link {
    list_link* previous = this;
    list_link* next = this;

    list_link() = default;
    list_link(const list_link&) = delete;
    list_link& operator=(const list_link&) = delete;

    void unlink() const noexcept {
        previous->next = next;
        next->previous = previous;
    }
    void put_behind(list_link& other) noexcept {
        previous = &other;
        next = other.next;
        next->previous = this;
        other.next = this;
    }
};

/// Why a leased statement may not be stepped on, or not without being seen.
enum class stop : std::uint8_t { none, observed, done, failed, ended };

/// A prepared statement and the key that it is found by.
struct cached_statement : list_link {
    cached_statement* next_in_bucket = nullptr;
    sqlite3_stmt* handle = nullptr;
    std::uint64_t hash = 0;
    const char* address = nullptr;  ///< where the text was seen last; compared, never read
    connection_state* owner = nullptr;
    const std::string_view* tables = nullptr;  ///< those that `trusted` was decided for
    std::uint32_t verification = 0;            ///< the owner's count when it was decided
    bool trusted = false;
    bool leased = false;
    bool heavy = false;  ///< holds a copy of a large value, or is told of: more is to be done at its end
    bool writes = false;
    bool restricted = false;      ///< prepared as raw SQL
    bool changes_schema = false;  ///< raw SQL that may change the schema
    detail::stop stop = detail::stop::none;
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
        for (detail::list_link* const list : {&idle_, &leased_}) {
            while (list->next != list) drop(static_cast<detail::cached_statement*>(list->next));
        }
    }

    /// Leases an idle statement of equal hash and (equal address or equal text); null where there is none.
    [[nodiscard]] detail::cached_statement* lease(const statement_data& data) noexcept {
        for (auto* found = bucket(data.hash); found != nullptr; found = found->next_in_bucket) {
            if (found->hash != data.hash || found->leased) continue;
            if (found->address != data.text || found->text.size() != data.size) {
                if (!same_text(*found, data)) continue;
            }
            ++counts_.hits;
            found->leased = true;
            found->unlink();
            found->put_behind(leased_);
            return found;
        }
        ++counts_.misses;
        return nullptr;
    }

    /// Takes a newly prepared statement over, as leased; the least recently used idle one makes room.
    void adopt(detail::cached_statement* fresh) noexcept {
        auto*& head = bucket(fresh->hash);
        fresh->next_in_bucket = head;
        head = fresh;
        fresh->leased = true;
        fresh->put_behind(leased_);
        ++size_;
        trim();
    }

    /// Takes a leased statement back, as the most recently used; one too many is finalised.
    void give_back(detail::cached_statement* used) noexcept {
        sqlite3_reset(used->handle);
        if (used->heavy) [[unlikely]]
            lighten(*used);
        used->stop = detail::stop::none;
        used->leased = false;
        used->unlink();
        used->put_behind(idle_);
        if (size_ > capacity_) [[unlikely]]
            trim();
    }

    /// Resets every leased statement, so that none can be stepped again.
    void end_leased() noexcept {
        if (leased_.next != &leased_) [[unlikely]]
            end_each();
    }

    /// Calls with every leased statement.
    template <class Call>
    void for_each_leased(Call call) noexcept {
        for (auto* link = leased_.next; link != &leased_; link = link->next)
            call(static_cast<detail::cached_statement*>(link));
    }

    /// Resets the leased statements that are in the middle of a change; whether there was one.
    [[gnu::cold, gnu::noinline]] bool end_running_writes(bool only_look) noexcept {
        bool any = false;
        for (auto* link = leased_.next; link != &leased_; link = link->next) {
            auto* const entry = static_cast<detail::cached_statement*>(link);
            if (sqlite3_stmt_readonly(entry->handle) != 0 || sqlite3_stmt_busy(entry->handle) == 0) continue;
            any = true;
            if (!only_look) end(entry);
        }
        return any;
    }

    /// Keeps at most this many statements from now on; 0 finalises each as it comes back.
    void set_capacity(std::uint32_t capacity) noexcept {
        capacity_ = capacity;
        trim();
    }

    /// Hits, misses and evictions since the connection was opened.
    [[nodiscard]] const cache_counts& counts() const noexcept { return counts_; }
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

    [[gnu::noinline]] void end_each() noexcept {
        for (auto* link = leased_.next; link != &leased_; link = link->next)
            end(static_cast<detail::cached_statement*>(link));
    }

    static void end(detail::cached_statement* entry) noexcept {
        sqlite3_reset(entry->handle);
        entry->stop = detail::stop::ended;
    }

    [[gnu::cold, gnu::noinline]] static void lighten(detail::cached_statement& entry) noexcept {
        if (entry.seen != nullptr) entry.tell(entry);
        sqlite3_clear_bindings(entry.handle);
        entry.heavy = false;
    }

    [[gnu::cold, gnu::noinline]] void trim() noexcept {
        while (size_ > capacity_ && idle_.previous != &idle_) {
            drop(static_cast<detail::cached_statement*>(idle_.previous));
            ++counts_.evictions;
        }
    }

    [[gnu::cold, gnu::noinline]] void drop(detail::cached_statement* entry) noexcept {
        auto** place = &bucket(entry->hash);
        while (*place != entry) place = &(*place)->next_in_bucket;
        *place = entry->next_in_bucket;
        entry->unlink();
        --size_;
        sqlite3_finalize(entry->handle);
        delete entry;
    }

    static constexpr std::size_t bucket_count = 256;

    detail::cached_statement* buckets_[bucket_count] = {};
    detail::list_link idle_;    // the most recently used first
    detail::list_link leased_;  // in no order
    std::uint32_t capacity_;
    std::uint32_t size_ = 0;
    cache_counts counts_;
};

}  // namespace tenon::inline v0::sqlite
