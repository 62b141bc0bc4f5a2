// SPDX-License-Identifier: BSL-1.0
#include "failing_allocator.hpp"
#include "faulty_vfs.hpp"
#include "power_loss.hpp"
#include "shop_rebuild.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <optional>
#include <random>
#include <string>

// The program's own allocations fail, too.
[[gnu::noinline]] void* operator new(std::size_t size) {
    if (failing_allocator::strikes()) throw std::bad_alloc();
    if (void* made = std::malloc(size)) return made;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* what) noexcept { std::free(what); }
[[gnu::noinline]] void operator delete(void* what, std::size_t) noexcept { std::free(what); }

namespace {

using state = shop_rebuild::state;
using tenon::sqlite::journal_mode;

/// TENON_FAULTS=all: a fault at every place, which takes minutes. Otherwise at some forty of them.
bool all_faults() {
    const char* const given = std::getenv("TENON_FAULTS");
    return given != nullptr && std::string_view(given) == "all";
}

/// Whether this place is among those that are tried; the last ones, around the COMMIT, always are.
bool is_tried(int at, int places, int sample = 25) {
    return all_faults() || at % std::max(1, places / sample) == 0 || at + 6 > places;
}

struct tally {
    std::string kind;
    int points = 0;
    int old = 0;
    int done = 0;
    int unknown = 0;

    void add(state found) { ++points, ++(found == state::old ? old : done); }
    ~tally() {
        if (all_faults())
            std::printf("%-60s %6d points: %d old, %d new; %d said that they don't know\n", kind.c_str(),
                        points, old, done, unknown);
    }
};

/// What a migration says of itself.
enum class outcome { done, failed, unknown };

outcome attempt(const shop_rebuild& shop) {
    try {
        shop.migrate();
        return outcome::done;
    } catch (const tenon::unknown_outcome_error&) {
        return outcome::unknown;
    } catch (const tenon::exception&) {
        return outcome::failed;
    } catch (const std::bad_alloc&) {
        return outcome::failed;
    }
}

void check(outcome said, state found, tally& to) {
    to.add(found);
    to.unknown += said == outcome::unknown ? 1 : 0;
    if (said == outcome::done) CHECK(found == state::done);
    if (said == outcome::failed) CHECK(found == state::old);
}

const char* name_of(journal_mode of) { return of == journal_mode::wal ? "WAL" : "rollback journal"; }

int count_calls(const shop_rebuild& shop, bool writes_only) {
    shop.reset();
    const faulty_vfs vfs({.writes_only = writes_only});
    REQUIRE(attempt(shop) == outcome::done);
    return vfs.calls();
}

void fail_at_each_call(journal_mode journal, const char* kind, fault what, bool sticky, bool writes_only) {
    const shop_rebuild shop(journal);
    const int calls = count_calls(shop, writes_only);
    REQUIRE(calls > 30);
    tally seen{std::string(kind) + (sticky ? ", sticky, " : ", once, ") + name_of(journal)};
    for (int at = 0; at < calls; ++at) {
        if (!is_tried(at, calls)) continue;
        INFO(seen.kind << ", call " << at);
        shop.reset();
        outcome said = outcome::done;
        {
            faulty_vfs vfs({.what = what, .calls = at, .sticky = sticky, .writes_only = writes_only});
            said = attempt(shop);
        }
        check(said, shop.found(), seen);
    }
    CHECK(seen.old > 0);
}

/// Runs the migration in a process of its own, which something kills.
state found_after_death(const shop_rebuild& shop, const file_fault& how,
                        std::optional<int> microseconds = {}) {
    shop.reset();
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const faulty_vfs vfs(how);
        _exit(attempt(shop) == outcome::done ? 0 : 1);
    }
    if (microseconds) {
        usleep(static_cast<useconds_t>(*microseconds));
        kill(child, SIGKILL);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
    const state found = shop.found();
    if (WIFEXITED(status)) CHECK(found == state::done);
    return found;
}

}  // namespace

TEST_CASE("a migration survives an error at any write, sync, truncation and deletion") {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal})
        for (const bool sticky : {false, true})
            fail_at_each_call(journal, "I/O errors", fault::io_error, sticky, false);
}

TEST_CASE("a migration survives a full disk at any write") {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal})
        for (const bool sticky : {false, true})
            fail_at_each_call(journal, "disk full", fault::disk_full, sticky, true);
}

TEST_CASE("a migration survives being killed at any write, sync, truncation and deletion") {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        const shop_rebuild shop(journal);
        const int calls = count_calls(shop, false);
        tally seen{std::string("killed at a call, ") + name_of(journal)};
        for (int at = 0; at <= calls; ++at) {
            if (!is_tried(at, calls)) continue;
            INFO(seen.kind << ", call " << at);
            seen.add(found_after_death(shop, {.what = fault::kill, .calls = at}));
        }
        CHECK(seen.old > 0);
        CHECK(seen.done > 0);
    }
}

TEST_CASE("a migration survives being killed at any moment") {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        const shop_rebuild shop(journal, all_faults() ? 2000 : 60);
        std::mt19937 random(7);
        tally seen{std::string("killed at random, ") + name_of(journal)};
        for (int time = 0; time < (all_faults() ? 100 : 10); ++time) {
            INFO(seen.kind << ", time " << time);
            const int most = all_faults() ? 60'000 : 8'000;
            seen.add(found_after_death(shop, {}, std::uniform_int_distribution(0, most)(random)));
        }
    }
}

TEST_CASE("a migration survives a failing allocation") {
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        const shop_rebuild shop(journal, 8);
        const counted_sqlite counted;
        shop.reset();
        int allocations = 0;
        {
            const failing_allocator none(1'000'000'000);
            shop.migrate();
            allocations = static_cast<int>(1'000'000'000 - failing_allocator::left());
        }
        tally seen{std::string("allocations, ") + name_of(journal)};
        for (int at = 0; at < allocations; ++at) {
            if (!is_tried(at, allocations, 150)) continue;
            INFO(seen.kind << ", allocation " << at);
            shop.reset();
            outcome said = outcome::done;
            {
                const failing_allocator fails(at);
                said = attempt(shop);
            }
            check(said, shop.found(), seen);
        }
        CHECK(seen.old > 0);
    }
}

namespace {

struct losses {
    int committed = 0;  // the power was lost after the migration had said that it was done
    int undone = 0;     // of them: it was not
};

losses lose_power(journal_mode journal, tenon::sqlite::synchronous_mode synchronous, tally& seen) {
    shop_rebuild shop(journal);
    shop.options().synchronous = synchronous;
    std::vector<file_change> changes;
    std::size_t until_done = 0;
    shop.reset();
    unsafe_disk disk;
    disk.keep(shop.path());
    {
        const faulty_vfs vfs({.record = &changes});
        tenon::sqlite::connection on(shop.path(), shop.options());
        shop.migrate(on);
        until_done = changes.size();
    }
    losses result;
    std::filesystem::remove(shop.path() + "-shm");
    for (std::size_t at = 0; at <= changes.size(); ++at) {
        if (at > 0) disk.follow(changes[at - 1]);
        if (!is_tried(static_cast<int>(at), static_cast<int>(changes.size())) && at != until_done) continue;
        for (std::uint64_t seed = 0; seed < (all_faults() ? 12u : 3u); ++seed) {
            INFO(seen.kind << ", after call " << at << " of " << changes.size() << ", seed " << seed);
            disk.write(seed);
            const state found = shop.found();
            std::filesystem::remove(shop.path() + "-shm");
            seen.add(found);
            if (at < until_done) continue;
            ++result.committed;
            result.undone += found == state::old ? 1 : 0;
        }
    }
    return result;
}

}  // namespace

TEST_CASE("a migration survives a loss of power") {
    using tenon::sqlite::synchronous_mode;
    for (const journal_mode journal : {journal_mode::unchanged, journal_mode::wal}) {
        tally seen{std::string("power lost, synchronous=FULL, ") + name_of(journal)};
        const losses lost = lose_power(journal, synchronous_mode::full, seen);
        CHECK(lost.committed > 0);
        CHECK(lost.undone == 0);
        CHECK(seen.old > 0);
    }
}

TEST_CASE("the harness notices what is lost without syncs") {
    using tenon::sqlite::synchronous_mode;
    tally seen{"power lost, synchronous=NORMAL, WAL"};
    const losses lost = lose_power(journal_mode::wal, synchronous_mode::normal, seen);
    CHECK(lost.undone > 0);
}
